package io.datastreamer.job.element;

import io.datastreamer.job.element.cdr.BerCursor;
import io.datastreamer.job.element.cdr.CdrMember;
import io.datastreamer.job.element.cdr.CdrRecord;
import io.datastreamer.job.element.cdr.CdrTable;
import io.datastreamer.job.record.Absent;
import io.datastreamer.job.record.Bearer;
import io.datastreamer.job.record.Origin;
import io.datastreamer.job.record.PdpContext;
import io.datastreamer.job.record.Plmn;
import io.datastreamer.job.record.RawRecord;
import io.datastreamer.job.record.SessionRecord;
import io.datastreamer.job.record.Volume;
import io.datastreamer.job.reject.MalformedRecord;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import static io.datastreamer.job.record.SessionRecord.SEPARATOR;

/** Reads what the M-CDRs of an SGSN say: where a SIM was, and when it went there. */
final class MobilityCdr {
    private final CdrFields fields;
    private final BerCursor changes = new BerCursor();
    private final CdrRecord change = new CdrRecord();

    MobilityCdr(CdrFields fields) {
        this.fields = fields;
    }

    void read(CdrRecord record, RawRecord raw, ElementDecoder.Output out) throws MalformedRecord {
        List<SessionRecord> places = new ArrayList<>();
        String imsi = fields.imsi(record);
        if (record.has(CdrMember.CHANGE_OF_LOCATION)) {
            changes.over(
                    record.octets(),
                    record.start(CdrMember.CHANGE_OF_LOCATION),
                    record.stop(CdrMember.CHANGE_OF_LOCATION));
            while (changes.next()) {
                change.open(CdrTable.CHANGE_LOCATION, record.octets(), changes.start(), changes.stop());
                places.add(place(record, change, CdrMember.CHANGE_TIME, imsi, places.size(), raw));
            }
        }
        if (places.isEmpty()) {
            places.add(place(record, record, CdrMember.OPENING_TIME, imsi, 0, raw));
        }
        places.forEach(out::session);
        fields.tellNumber(record, places.get(0).bearer().sgsnAddress(), out);
    }

    private SessionRecord place(
            CdrRecord record, CdrRecord place, CdrMember time, String imsi, int number, RawRecord raw)
            throws MalformedRecord {
        long millis = place.time(time);
        long ratType = fields.ratType(record);
        String sgsn = fields.nodeAddress(record, CdrMember.OWN_ADDRESS);
        String element = sgsn == null ? "" : sgsn;
        String key = fields.key()
                .append(CdrTable.M_CDR.recordType())
                .append(SEPARATOR)
                .append(element)
                .append(SEPARATOR)
                .append(imsi)
                .append(SEPARATOR)
                .append(record.number(CdrMember.LOCAL_SEQUENCE_NUMBER))
                .append(SEPARATOR)
                .append(millis)
                .append(SEPARATOR)
                .append(number)
                .toString();
        Bearer bearer = new Bearer(
                imsi,
                plmn(record, place),
                null,
                null,
                Absent.NUMBER,
                null,
                fields.digits(record, CdrMember.SERVED_IMEI),
                ratType,
                sgsn,
                null,
                CdrFields.cell(place, ratType));
        return new SessionRecord(
                SessionRecord.Event.LOCATION,
                ThreeGppCdr.FORMAT,
                element,
                "",
                key,
                millis,
                PdpContext.NO_TIME,
                Absent.NUMBER,
                bearer,
                Volume.NONE,
                fields.settings().sgsn(),
                false,
                SessionRecord.shardOf(imsi),
                Origin.of(raw));
    }

    private @Nullable Plmn plmn(CdrRecord record, CdrRecord place) throws MalformedRecord {
        Plmn plmn = fields.plmn(place, CdrMember.SERVING_NODE_PLMN);
        if (plmn == null) {
            plmn = fields.plmn(record, CdrMember.SERVING_NODE_PLMN);
        }
        return plmn == null ? fields.settings().plmn() : plmn;
    }
}
