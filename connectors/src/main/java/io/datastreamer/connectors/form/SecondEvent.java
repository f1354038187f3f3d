package io.datastreamer.connectors.form;

import io.datastreamer.connectors.spi.Batch;
import io.datastreamer.contract.EventCatalogue;
import static io.datastreamer.connectors.form.Rewriting.NONE;
import static io.datastreamer.connectors.form.Rewriting.ascii;

/**
 * Writes form {@code v2} of an event: with times by RFC 3339, the PDP context's id as a number, the 4G or 5G cell from
 * the supplement, the type and detail of events that are Generic in {@code v1}, and a SIM that always has an {@code
 * msisdn}.
 */
final class SecondEvent {
    private static final byte[] TIMESTAMP = ascii("timestamp");
    private static final byte[] IMSI = ascii("imsi");
    private static final byte[] IMPORT_DATE = ascii("import_date");
    private static final byte[] SIM = ascii("sim");
    private static final byte[] MSISDN = ascii("msisdn");
    private static final byte[] PRODUCTION_DATE = ascii("production_date");
    private static final byte[] EVENT_TYPE = ascii("event_type");
    private static final byte[] DETAIL = ascii("detail");
    private static final byte[] PDP_CONTEXT = ascii("pdp_context");
    private static final byte[] PDP_CONTEXT_ID = ascii("pdp_context_id");
    private static final byte[] TUNNEL_CREATED = ascii("tunnel_created");

    private static final byte[] NO_MSISDN = ascii(",\"msisdn\":null");
    private static final byte[] NO_CELL = ascii(",\"tac\":null,\"eci\":null,\"nci\":null");
    private static final byte[] COMMA = ascii(",");

    /** Numbers up to this are exact in IEEE 754 doubles, the only numbers of JavaScript. */
    private static final long MOST_EXACT = 1L << 53;

    private static final int DIGITS_OF_MOST_EXACT = 16;

    private int timeStart = NONE;

    private SecondEvent() {}

    /** Appends form {@code v2} of an event, and returns where things are in it. */
    static SecondEvent write(Batch.Item item, JsonBytes out) {
        SecondEvent second = new SecondEvent();
        second.rewrite(item, out);
        return second;
    }

    /**
     * The offset of the event's time, in quotes.
     *
     * @throws IllegalStateException when it has none
     */
    int timeStart() {
        return Rewriting.found(timeStart, "timestamp");
    }

    private void rewrite(Batch.Item item, JsonBytes out) {
        Rewriting event = new Rewriting(item.buffer(), item.offset(), out);
        JsonMembers members = event.members();
        LaterType later = EventCatalogue.isInFirstForm(item.eventType()) ? null : new LaterType(item);
        boolean hasDetail = false;
        while (members.next()) {
            if (members.isNamed(TIMESTAMP)) {
                timeStart = event.time();
            } else if (members.isNamed(IMSI)) {
                writeImsi(event);
            } else if (members.isNamed(SIM)) {
                writeSim(event);
            } else if (members.isNamed(DETAIL)) {
                hasDetail = true;
                writeDetail(event, item);
                if (later != null) {
                    later.writeIntoDetail(event);
                }
            } else if (later != null && members.isNamed(EVENT_TYPE)) {
                later.writeType(event);
            } else {
                members.skip();
            }
        }
        if (later != null && !hasDetail) {
            later.writeDetail(event);
        }
        event.finish(item.offset() + item.length());
    }

    private static void writeImsi(Rewriting event) {
        JsonMembers members = event.members();
        while (members.next()) {
            if (members.isNamed(IMPORT_DATE)) {
                event.time();
            } else {
                members.skip();
            }
        }
    }

    private static void writeSim(Rewriting event) {
        JsonMembers members = event.members();
        boolean hasMsisdn = false;
        while (members.next()) {
            if (members.isNamed(PRODUCTION_DATE)) {
                if (!hasMsisdn) {
                    event.before(members.commaBefore()).add(NO_MSISDN);
                }
                event.time();
            } else {
                hasMsisdn |= members.isNamed(MSISDN);
                members.skip();
            }
        }
    }

    private static void writeDetail(Rewriting event, Batch.Item item) {
        JsonMembers members = event.members();
        while (members.next()) {
            if (members.isNamed(PDP_CONTEXT)) {
                writePdpContext(event, item);
            } else {
                members.skip();
            }
        }
    }

    private static void writePdpContext(Rewriting event, Batch.Item item) {
        JsonMembers members = event.members();
        while (members.next()) {
            if (members.isNamed(TUNNEL_CREATED)) {
                event.time();
            } else if (members.isNamed(PDP_CONTEXT_ID)) {
                writeId(event, item.buffer());
            } else {
                members.skip();
            }
        }
        JsonBytes end = event.atEndOfObject();
        if (item.supplementLength() == 0) {
            end.add(NO_CELL);
        } else {
            // tac, eci and nci, in this order
            int start = item.supplementOffset();
            end.add(COMMA).add(item.buffer(), start + 1, start + item.supplementLength() - 1);
        }
    }

    private static void writeId(Rewriting event, byte[] json) {
        int start = event.members().at();
        int end = event.members().skip();
        if (isExactNumber(json, start + 1, end - 1)) {
            event.before(start).add(json, start + 1, end - 1);
            event.leaveOutUpTo(end);
        }
    }

    private static boolean isExactNumber(byte[] json, int start, int end) {
        int digits = end - start;
        if (digits < 1 || digits > DIGITS_OF_MOST_EXACT || (json[start] == '0' && digits > 1)) {
            return false;
        }
        long number = 0;
        for (int i = start; i < end; i++) {
            if (json[i] < '0' || json[i] > '9') {
                return false;
            }
            number = number * 10 + (json[i] - '0');
        }
        return number <= MOST_EXACT;
    }
}
