package io.datastreamer.job.element;

import io.datastreamer.job.element.cdr.CdrMember;
import io.datastreamer.job.element.cdr.CdrRecord;
import io.datastreamer.job.element.cdr.CdrTable;
import io.datastreamer.job.record.Absent;
import io.datastreamer.job.record.Bearer;
import io.datastreamer.job.record.Cell;
import io.datastreamer.job.record.Origin;
import io.datastreamer.job.record.PdpContext;
import io.datastreamer.job.record.Plmn;
import io.datastreamer.job.record.RawRecord;
import io.datastreamer.job.record.SessionRecord;
import io.datastreamer.job.record.Volume;
import io.datastreamer.job.reject.MalformedRecord;
import org.jspecify.annotations.Nullable;
import static io.datastreamer.job.record.SessionRecord.SEPARATOR;

/** Reads what records say of short messages: who sent or got one, and whether it was delivered. */
final class MessageCdr {
    private final CdrFields fields;

    MessageCdr(CdrFields fields) {
        this.fields = fields;
    }

    /** Reads an S-SMO-CDR or S-SMT-CDR. */
    void read(CdrTable table, CdrRecord record, RawRecord raw, ElementDecoder.Output out) throws MalformedRecord {
        String imsi = fields.imsi(record);
        Plmn plmn = fields.plmn(record, CdrMember.SERVING_NODE_PLMN);
        String node = fields.text(record, CdrMember.NODE_ID);
        boolean sent = table == CdrTable.S_SMO_CDR;
        long time = record.time(CdrMember.EVENT_TIME);
        if (record.has(CdrMember.SMS_RESULT)) {
            out.unused("the message was not delivered (smsResult)");
        } else {
            long number = record.number(CdrMember.LOCAL_SEQUENCE_NUMBER);
            out.session(message(
                    table, node == null ? "" : node, imsi, plmn, time, number, sent ? 1 : 0, sent ? 0 : 1, raw));
        }
        fields.tellNumber(record, null, out);
    }

    /**
     * A record of delivered messages.
     *
     * @param node that wrote the record
     * @param number that it has given the record; -1 for none
     */
    SessionRecord message(
            CdrTable table,
            String node,
            String imsi,
            @Nullable Plmn plmn,
            long time,
            long number,
            long sent,
            long received,
            RawRecord raw) {
        String key = fields.key()
                .append(table.recordType())
                .append(SEPARATOR)
                .append(node)
                .append(SEPARATOR)
                .append(number)
                .append(SEPARATOR)
                .append(time)
                .append(SEPARATOR)
                .append(imsi)
                .append(SEPARATOR)
                .append(sent > 0 ? 's' : 'r')
                .toString();
        Bearer bearer = new Bearer(
                imsi,
                plmn == null ? fields.settings().plmn() : plmn,
                null,
                null,
                Absent.NUMBER,
                null,
                null,
                Absent.NUMBER,
                null,
                null,
                Cell.UNKNOWN);
        return new SessionRecord(
                SessionRecord.Event.MESSAGE,
                ThreeGppCdr.FORMAT,
                node,
                "",
                key,
                time,
                PdpContext.NO_TIME,
                Absent.NUMBER,
                bearer,
                new Volume(Volume.Kind.PART, sent, received),
                null,
                fields.bills(table),
                SessionRecord.shardOf(imsi),
                Origin.of(raw));
    }
}
