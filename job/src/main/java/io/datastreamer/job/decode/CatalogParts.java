package io.datastreamer.job.decode;

import io.datastreamer.job.record.Operator;
import io.datastreamer.job.record.Tariff;
import io.datastreamer.job.reject.MalformedRecord;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decodes the arrays within the catalog's entries. */
final class CatalogParts {
    private enum MncMember {
        ID,
        MNC
    }

    private enum TapcodeMember {
        ID,
        TAPCODE
    }

    private enum RatezoneMember {
        ID,
        NAME,
        RATE_PER_MB,
        RATE_PER_SMS,
        OPERATOR_IDS
    }

    private static final Members<MncMember> MNC_MEMBERS = Members.of(MncMember.class, EnumSet.allOf(MncMember.class));
    private static final Members<TapcodeMember> TAPCODE_MEMBERS =
            Members.of(TapcodeMember.class, EnumSet.allOf(TapcodeMember.class));
    private static final Members<RatezoneMember> RATEZONE_MEMBERS = Members.of(
            RatezoneMember.class, EnumSet.of(RatezoneMember.ID, RatezoneMember.NAME, RatezoneMember.OPERATOR_IDS));

    private CatalogParts() {}

    private interface Element<T> {
        T read(RecordReader reader) throws MalformedRecord;
    }

    static List<Operator.Mnc> mncs(RecordReader reader) throws MalformedRecord {
        return array(reader, CatalogParts::mnc);
    }

    static List<Operator.Tapcode> tapcodes(RecordReader reader) throws MalformedRecord {
        return array(reader, CatalogParts::tapcode);
    }

    static List<Tariff.Ratezone> ratezones(RecordReader reader) throws MalformedRecord {
        return array(reader, CatalogParts::ratezone);
    }

    private static <T> List<T> array(RecordReader reader, Element<T> element) throws MalformedRecord {
        List<T> elements = new ArrayList<>();
        reader.enterArray();
        while (reader.nextElement()) {
            elements.add(element.read(reader));
        }
        return List.copyOf(elements);
    }

    private static Operator.Mnc mnc(RecordReader reader) throws MalformedRecord {
        long id = 0;
        String mnc = "";
        reader.enterObject();
        MncMember member;
        while ((member = reader.next(MNC_MEMBERS)) != null) {
            switch (member) {
                case ID -> id = reader.value().number();
                case MNC -> mnc = Identifiers.mnc(reader.value());
            }
        }
        return new Operator.Mnc(id, mnc);
    }

    private static Operator.Tapcode tapcode(RecordReader reader) throws MalformedRecord {
        long id = 0;
        String tapcode = "";
        reader.enterObject();
        TapcodeMember member;
        while ((member = reader.next(TAPCODE_MEMBERS)) != null) {
            switch (member) {
                case ID -> id = reader.value().number();
                case TAPCODE -> tapcode = reader.value().text();
            }
        }
        return new Operator.Tapcode(id, tapcode);
    }

    private static Tariff.Ratezone ratezone(RecordReader reader) throws MalformedRecord {
        long id = 0;
        String name = "";
        @Nullable BigDecimal ratePerMb = null;
        @Nullable BigDecimal ratePerSms = null;
        List<Long> operatorIds = List.of();
        reader.enterObject();
        Value value = reader.value();
        RatezoneMember member;
        while ((member = reader.next(RATEZONE_MEMBERS)) != null) {
            switch (member) {
                case ID -> id = value.number();
                case NAME -> name = value.text();
                case RATE_PER_MB -> ratePerMb = value.decimal();
                case RATE_PER_SMS -> ratePerSms = value.decimal();
                case OPERATOR_IDS -> operatorIds = array(reader, r -> r.value().number());
            }
        }
        return new Tariff.Ratezone(id, name, ratePerMb, ratePerSms, operatorIds);
    }
}
