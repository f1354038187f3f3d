package io.datastreamer.job.element;

import io.datastreamer.job.element.cdr.BerCursor;
import io.datastreamer.job.element.cdr.CdrMember;
import io.datastreamer.job.element.cdr.CdrRecord;
import io.datastreamer.job.element.cdr.CdrTable;
import io.datastreamer.job.element.location.StructuredLocation;
import io.datastreamer.job.element.location.UserLocation;
import io.datastreamer.job.record.Absent;
import io.datastreamer.job.record.Bearer;
import io.datastreamer.job.record.Origin;
import io.datastreamer.job.record.PdpContext;
import io.datastreamer.job.record.Plmn;
import io.datastreamer.job.record.RawRecord;
import io.datastreamer.job.record.SessionRecord;
import io.datastreamer.job.record.SessionRecord.Event;
import io.datastreamer.job.record.Volume;
import io.datastreamer.job.reject.MalformedRecord;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import static io.datastreamer.job.record.SessionRecord.SEPARATOR;

/**
 * Reads what the records of 5G's charging function (3GPP TS 32.255, TS 32.298 clause 5.1.5) say of a PDU session, or of
 * short messages.
 *
 * <p>A record without duration and end is one that goes on: it is written again with more containers each time, and
 * counts what the earlier containers counted. So its sums are taken as counters, one container after the other.
 */
final class ChargingFunctionCdr {
    private static final int NORMAL_RELEASE = 0;
    private static final int ABNORMAL_RELEASE = 4;
    private static final int TYPE = 0;
    private static final int VALUE = 1;
    private static final int IMSI = 1;
    private static final int SUBMISSION = 0;
    private static final int DELIVERY = 3;
    private static final String PREFIX = "imsi-";

    private final CdrFields fields;
    private final MessageCdr messages;
    private final CdrRecord session = new CdrRecord();
    private final CdrRecord consumer = new CdrRecord();
    private final CdrRecord sms = new CdrRecord();
    private final BerCursor pair = new BerCursor();
    private final UsedUnits units = new UsedUnits();
    private final StructuredLocation locations = new StructuredLocation();

    ChargingFunctionCdr(CdrFields fields, MessageCdr messages) {
        this.fields = fields;
        this.messages = messages;
    }

    void read(CdrRecord record, RawRecord raw, ElementDecoder.Output out) throws MalformedRecord {
        boolean ofSession = record.has(CdrMember.PDU_SESSION);
        boolean ofMessages = record.has(CdrMember.SMS);
        if (!ofSession && !ofMessages) {
            out.unused("it is of neither a PDU session nor a short message");
        } else {
            String function = fields.text(record, CdrMember.NODE_ID);
            if (function == null) {
                throw CdrRecord.missing(CdrMember.NODE_ID);
            }
            String imsi = imsi(record);
            open(CdrTable.NETWORK_FUNCTION, CdrMember.CONSUMER, consumer, record);
            if (ofSession) {
                open(CdrTable.PDU_SESSION_INFORMATION, CdrMember.PDU_SESSION, session, record);
                session(record, function, imsi, raw, out);
            } else {
                open(CdrTable.SMS_INFORMATION, CdrMember.SMS, sms, record);
                messages(record, function, imsi, raw, out);
            }
        }
        fields.tellNumber(record, null, out);
    }

    private static void open(CdrTable table, CdrMember member, CdrRecord set, CdrRecord record) throws MalformedRecord {
        set.open(
                table,
                record.octets(),
                Math.max(0, record.start(member)),
                record.has(member) ? record.stop(member) : 0);
    }

    private String imsi(CdrRecord record) throws MalformedRecord {
        if (!record.has(CdrMember.SUBSCRIBER)) {
            throw CdrRecord.missing(CdrMember.SUBSCRIBER);
        }
        long type = Absent.NUMBER;
        String text = "";
        pair.over(record.octets(), record.start(CdrMember.SUBSCRIBER), record.stop(CdrMember.SUBSCRIBER));
        while (pair.next()) {
            if (pair.tag() == TYPE) {
                type = CdrRecord.number(record.octets(), pair.start(), pair.stop());
            } else if (pair.tag() == VALUE) {
                text = fields.texts().text(record.octets(), pair.start(), pair.stop());
            }
        }
        String digits = text.startsWith(PREFIX) ? text.substring(PREFIX.length()) : text;
        if (type != IMSI || !Digits.are(digits, 14, 15)) {
            throw CdrRecord.wrong(CdrMember.SUBSCRIBER, "no IMSI of 14 to 15 digits");
        }
        return digits;
    }

    private void session(CdrRecord record, String function, String imsi, RawRecord raw, ElementDecoder.Output out)
            throws MalformedRecord {
        String contextId = Long.toString(fields.chargingId(session));
        String gateway = address(consumer);
        long opening = record.time(CdrMember.OPENING_TIME);
        long duration = Math.max(0, record.number(CdrMember.DURATION));
        long number = record.number(CdrMember.SEQUENCE_NUMBER);
        long local = record.number(CdrMember.LOCAL_SEQUENCE_NUMBER);
        boolean goesOn = duration == 0 && !session.has(CdrMember.STOP_TIME);
        Bearer bearer = bearer(imsi, contextId, gateway);
        units.read(record);

        StringBuilder ofSession =
                fields.key().append(contextId).append(SEPARATOR).append(gateway == null ? "-" : gateway);
        String sessionKey = (goesOn ? ofSession.append(SEPARATOR).append(opening) : ofSession).toString();
        String key = fields.key()
                .append(CdrTable.CHF_CDR.recordType())
                .append(SEPARATOR)
                .append(function)
                .append(SEPARATOR)
                .append(contextId)
                .append(SEPARATOR)
                .append(opening)
                .append(SEPARATOR)
                .append(number)
                .append(SEPARATOR)
                .append(local)
                .toString();
        List<SessionRecord> told = new ArrayList<>();
        if (number <= 1) {
            boolean known = session.has(CdrMember.START_TIME);
            long start = known ? session.time(CdrMember.START_TIME) : opening;
            long begun = goesOn && !known ? PdpContext.NO_TIME : start;
            told.add(one(
                    Event.START,
                    function,
                    sessionKey,
                    key + SEPARATOR + "start",
                    start,
                    begun,
                    bearer,
                    Volume.NONE,
                    raw));
        }
        if (goesOn) {
            containers(function, sessionKey, key, opening, bearer, raw, told);
        } else {
            long cause = record.number(CdrMember.CAUSE);
            boolean ends = cause == NORMAL_RELEASE || cause == ABNORMAL_RELEASE;
            Volume volume = fields.volume(Volume.Kind.PART, units.uplink(), units.downlink());
            told.add(one(
                    ends ? Event.STOP : Event.UPDATE,
                    function,
                    sessionKey,
                    key,
                    opening + duration * 1000,
                    opening,
                    bearer,
                    volume,
                    raw));
        }
        told.forEach(out::session);
    }

    // the time is the container's own, or else that of reading: nothing else says when it was written
    private void containers(
            String function,
            String sessionKey,
            String key,
            long opening,
            Bearer bearer,
            RawRecord raw,
            List<SessionRecord> told) {
        long uplink = 0;
        long downlink = 0;
        for (int i = 0; i < units.count(); i++) {
            uplink += units.uplink(i);
            downlink += units.downlink(i);
            long time = units.millis(i) == PdpContext.NO_TIME ? raw.timestamp() : units.millis(i);
            told.add(one(
                    Event.USAGE,
                    function,
                    sessionKey,
                    key + SEPARATOR + units.number(i) + SEPARATOR + i,
                    Math.max(opening, time),
                    opening,
                    bearer,
                    fields.volume(Volume.Kind.TOTAL, uplink, downlink),
                    raw));
        }
    }

    private SessionRecord one(
            Event event,
            String function,
            String sessionKey,
            String key,
            long time,
            long start,
            Bearer bearer,
            Volume volume,
            RawRecord raw) {
        return new SessionRecord(
                event,
                ThreeGppCdr.FORMAT,
                function,
                sessionKey,
                key,
                time,
                start,
                Absent.NUMBER,
                bearer,
                volume,
                null,
                event != Event.START && fields.bills(CdrTable.CHF_CDR),
                SessionRecord.shardOf(sessionKey),
                Origin.of(raw));
    }

    private Bearer bearer(String imsi, String contextId, @Nullable String gateway) throws MalformedRecord {
        UserLocation location = session.has(CdrMember.STRUCTURED_LOCATION)
                ? locations.read(
                        session.octets(),
                        session.start(CdrMember.STRUCTURED_LOCATION),
                        session.stop(CdrMember.STRUCTURED_LOCATION))
                : UserLocation.UNKNOWN;
        return new Bearer(
                imsi,
                fields.visited(session, location),
                contextId,
                fields.text(session, CdrMember.ACCESS_POINT_NAME),
                Absent.NUMBER,
                fields.servedAddress(session),
                equipment(),
                fields.ratType(session),
                fields.nodeAddress(session, CdrMember.SERVING_NODE_ADDRESS),
                gateway,
                location.cell());
    }

    private @Nullable String address(CdrRecord function) throws MalformedRecord {
        String address = fields.nodeAddress(function, CdrMember.OWN_ADDRESS);
        return address == null ? fields.nodeAddress(function, CdrMember.SERVED_ADDRESS_EXT) : address;
    }

    private @Nullable String equipment() throws MalformedRecord {
        if (!session.has(CdrMember.EQUIPMENT)) {
            return null;
        }
        long type = Absent.NUMBER;
        String digits = null;
        pair.over(session.octets(), session.start(CdrMember.EQUIPMENT), session.stop(CdrMember.EQUIPMENT));
        while (pair.next()) {
            if (pair.tag() == TYPE) {
                type = CdrRecord.number(session.octets(), pair.start(), pair.stop());
            } else if (pair.tag() == VALUE) {
                digits = fields.texts().digits(session.octets(), pair.start(), pair.stop());
            }
        }
        // 0 is an IMEI with its software version; other types are no numbers of a device of mobile networks
        return type == 0 && digits != null && !digits.isEmpty() ? digits : null;
    }

    private void messages(CdrRecord record, String function, String imsi, RawRecord raw, ElementDecoder.Output out)
            throws MalformedRecord {
        long type = sms.number(CdrMember.SMS_TYPE);
        if (type != SUBMISSION && type != DELIVERY) {
            out.unused("sMMessageType " + type + " is neither a message that was sent nor one that was received");
            return;
        }
        if (sms.has(CdrMember.SMS_RESULT)) {
            out.unused("the message was not delivered (sMResult)");
            return;
        }
        long time =
                sms.has(CdrMember.EVENT_TIME) ? sms.time(CdrMember.EVENT_TIME) : record.time(CdrMember.OPENING_TIME);
        long count = sms.has(CdrMember.SMS_COUNT) ? sms.number(CdrMember.SMS_COUNT) : 1;
        if (count > 1_000_000) {
            throw CdrRecord.wrong(CdrMember.SMS_COUNT, count + ", must be at most 1000000");
        }
        Plmn plmn = fields.plmn(consumer, CdrMember.SERVING_NODE_PLMN);
        long number = record.number(CdrMember.LOCAL_SEQUENCE_NUMBER);
        boolean sent = type == SUBMISSION;
        out.session(messages.message(
                CdrTable.CHF_CDR, function, imsi, plmn, time, number, sent ? count : 0, sent ? 0 : count, raw));
    }
}
