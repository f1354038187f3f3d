package io.datastreamer.job.decode;

import io.datastreamer.job.record.Absent;
import io.datastreamer.job.record.KeyedRecord;
import io.datastreamer.job.record.Origin;
import io.datastreamer.job.record.RawRecord;
import io.datastreamer.job.record.Sim;
import io.datastreamer.job.reject.MalformedRecord;
import io.datastreamer.job.reject.Reason;
import io.datastreamer.job.reject.Shown;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

/**
 * Decodes lines of the SIM registry (data contract, section 3). A line that marks its SIM as deleted needs only the
 * IMSI; a tombstone, empty with the IMSI as its key, means the same.
 */
public final class SimDecoder implements Decoder<KeyedRecord> {
    private static final long serialVersionUID = 1L;
    private static final Pattern IMSI = Pattern.compile("[0-9]{14,15}");
    private static final byte[] NO_BYTES = {};

    private enum Member {
        IMSI,
        IMSI_ID,
        IMSI_IMPORT_DATE,
        SIM_ID,
        ICCID,
        MSISDN,
        PRODUCTION_DATE,
        ORGANISATION_ID,
        TARIFF_ID,
        ENDPOINT,
        DELETED
    }

    private static final Members<Member> MEMBERS = Members.of(Member.class, EnumSet.of(Member.IMSI));
    private static final Set<Member> OF_PRESENT_SIM = EnumSet.of(
            Member.IMSI_ID,
            Member.IMSI_IMPORT_DATE,
            Member.SIM_ID,
            Member.ICCID,
            Member.PRODUCTION_DATE,
            Member.ORGANISATION_ID);

    @Override
    public KeyedRecord decode(RawRecord raw, RecordReader reader) throws MalformedRecord {
        // nobody rejects the line from here on, so its bytes need not be kept
        Origin origin = new Origin(raw.source(), raw.position(), raw.timestamp(), NO_BYTES);
        if (raw.bytes().length == 0 && raw.key() != null) {
            return KeyedRecord.simDeletion(tombstone(raw.key()), origin);
        }
        String imsi = "";
        long imsiId = 0;
        long imsiImportMillis = 0;
        long simId = 0;
        String iccid = "";
        @Nullable String msisdn = null;
        long productionMillis = 0;
        long organisationId = 0;
        long tariffId = Absent.NUMBER;
        Sim.@Nullable Endpoint endpoint = null;
        boolean deleted = false;

        reader.open(raw.bytes());
        Value value = reader.value();
        Member member;
        Set<Member> present = EnumSet.noneOf(Member.class);
        while ((member = reader.next(MEMBERS)) != null) {
            present.add(member);
            switch (member) {
                case IMSI -> imsi = Identifiers.imsi(value);
                case IMSI_ID -> imsiId = value.number();
                case IMSI_IMPORT_DATE -> imsiImportMillis = value.time();
                case SIM_ID -> simId = value.number();
                case ICCID -> iccid = Identifiers.iccid(value);
                case MSISDN -> msisdn = value.text();
                case PRODUCTION_DATE -> productionMillis = value.time();
                case ORGANISATION_ID -> organisationId = value.number();
                case TARIFF_ID -> tariffId = value.number();
                case ENDPOINT -> endpoint = EndpointDecoder.decode(reader);
                case DELETED -> deleted = value.bool();
            }
        }
        reader.close();
        if (!present.containsAll(OF_PRESENT_SIM)) {
            if (deleted) {
                return KeyedRecord.simDeletion(imsi, origin);
            }
            Set<Member> missing = EnumSet.copyOf(OF_PRESENT_SIM);
            missing.removeAll(present);
            throw new MalformedRecord(
                    Reason.MEMBER_MISSING, Members.nameOf(missing.iterator().next()) + ": is missing");
        }
        Sim sim = new Sim(
                imsi,
                imsiId,
                imsiImportMillis,
                simId,
                iccid,
                msisdn,
                productionMillis,
                organisationId,
                tariffId,
                endpoint,
                deleted);
        return KeyedRecord.sim(sim, origin);
    }

    private static String tombstone(byte[] key) throws MalformedRecord {
        String imsi = new String(key, ISO_8859_1);
        if (!IMSI.matcher(imsi).matches()) {
            throw new MalformedRecord(
                    Reason.MEMBER_WRONG, "key: is \"" + Shown.text(imsi) + "\", must be an IMSI of 14 to 15 digits");
        }
        return imsi;
    }
}
