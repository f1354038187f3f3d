package io.datastreamer.job.decode;

import io.datastreamer.job.record.Plmn;
import io.datastreamer.job.reject.MalformedRecord;
import java.util.EnumSet;

/** Checks identifiers of mobile networks. */
final class Identifiers {
    private enum PlmnMember {
        MCC,
        MNC
    }

    private static final Members<PlmnMember> PLMN_MEMBERS =
            Members.of(PlmnMember.class, EnumSet.allOf(PlmnMember.class));

    private Identifiers() {}

    /** An IMSI: 14 or 15 digits (ITU-T E.212 and the data contract). */
    static String imsi(Value value) throws MalformedRecord {
        return value.digits(14, 15);
    }

    /** An ICCID: 19 digits, without the check digit. */
    static String iccid(Value value) throws MalformedRecord {
        return value.digits(19, 19);
    }

    /** A global title: up to 15 digits. */
    static String e164(Value value) throws MalformedRecord {
        return value.digits(1, 15);
    }

    static String mcc(Value value) throws MalformedRecord {
        return value.digits(3, 3);
    }

    static String mnc(Value value) throws MalformedRecord {
        return value.digits(2, 3);
    }

    /** A PLMN: an object with MCC and MNC. */
    static Plmn plmn(RecordReader reader) throws MalformedRecord {
        String mcc = "";
        String mnc = "";
        reader.enterObject();
        PlmnMember member;
        while ((member = reader.next(PLMN_MEMBERS)) != null) {
            switch (member) {
                case MCC -> mcc = mcc(reader.value());
                case MNC -> mnc = mnc(reader.value());
            }
        }
        return new Plmn(mcc, mnc);
    }
}
