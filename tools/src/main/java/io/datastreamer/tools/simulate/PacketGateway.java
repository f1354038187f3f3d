package io.datastreamer.tools.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import io.datastreamer.tools.simulate.SimulatedRecord.Becomes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The gateway of all PDP contexts, which writes PGW-CDRs (3GPP TS 32.298) into one file (TS 32.297): a partial record
 * for the data of a period, one for each move, and a last one. Now and then it writes a record twice, or once more
 * without its IMSI.
 */
final class PacketGateway implements Element {
    private static final String GATEWAY = "192.0.2.10";
    private static final int RECORD_TYPE = PgwCdr.RECORD_TYPE;
    private static final int NORMAL_RELEASE = 0;
    private static final int TIME_LIMIT = 17;
    private static final int RAT_CHANGE = 22;
    private static final int AGAIN = 25;
    private static final int DAMAGED = 150;
    private static final long MILLIS = 1000;

    private final Map<String, Bearer> bearers = new HashMap<>();
    private int records;

    /** A PDP context and its open record. */
    private static final class Bearer {
        private final ElementContext context;
        private long opening;
        private int number;

        Bearer(JsonNode created) {
            context = new ElementContext(created);
            opening = context.createdMillis() / MILLIS;
        }
    }

    @Override
    public @Nullable List<SimulatedRecord> told(JsonNode record, Fleet fleet) {
        String imsi = record.path("imsi").asText();
        Bearer open = bearers.get(imsi);
        switch (record.path("operation").asText(record.path("service").asText())) {
            case "CREATE_PDP_CONTEXT" -> {
                bearers.put(imsi, new Bearer(record));
                return List.of();
            }
            case "UPDATE_PDP_CONTEXT" -> {
                return open != null && open.context.move(record)
                        ? close(imsi, open, RAT_CHANGE, seconds(record, "time"), 0, 0, fleet)
                        : List.of();
            }
            case "DELETE_PDP_CONTEXT" -> {
                bearers.remove(imsi);
                return open == null
                        ? List.of()
                        : close(imsi, open, NORMAL_RELEASE, seconds(record, "time"), 0, 0, fleet);
            }
            case "DATA" -> {
                long tx = record.path("tx_bytes").asLong();
                long rx = record.path("rx_bytes").asLong();
                return open == null ? List.of() : close(imsi, open, TIME_LIMIT, seconds(record, "end"), tx, rx, fleet);
            }
            default -> {
                return null;
            }
        }
    }

    private static long seconds(JsonNode record, String member) {
        return ElementContext.millis(record.path(member)) / MILLIS;
    }

    // closes the open record, and opens another one
    private List<SimulatedRecord> close(String imsi, Bearer bearer, int cause, long at, long tx, long rx, Fleet fleet) {
        long opening = bearer.opening;
        long end = Math.max(at, opening);
        int number = ++bearer.number;
        bearer.opening = end;
        int sequence = ++records;
        byte[] cdr = inFile(
                cdr(imsi, bearer, cause, opening, end, number, sequence, tx, rx).framed(), sequence, opening);

        List<SimulatedRecord> told = new ArrayList<>();
        byte[] bytes = sequence % AGAIN == 0 ? twice(cdr) : cdr;
        String context = bearer.context.text("pdp_context_id");
        Becomes becomes = cause == TIME_LIMIT ? Becomes.USAGE : Becomes.EVENT;
        String kind = cause == TIME_LIMIT ? "usage" : cause == NORMAL_RELEASE ? "delete" : "update";
        long id = id(kind, context, opening, number);
        if (number == 1) {
            // the first record also reports the beginning
            long created = id("create", context, opening, number, "start");
            told.add(record(context, bytes, Becomes.EVENT, fleet.organisationId(), created));
            bytes = new byte[0];
        }
        told.add(record(context, bytes, becomes, fleet.organisationId(), id));
        if (sequence % DAMAGED == 0) {
            byte[] damaged = cdr(null, bearer, cause, opening, end, number, ++records, tx, rx)
                    .framed();
            told.add(record(context, damaged, Becomes.REJECT, 0, 0));
        }
        return told;
    }

    private static long id(String kind, Object... more) {
        Object[] key = new Object[2 + more.length];
        key[0] = RECORD_TYPE;
        key[1] = GATEWAY;
        System.arraycopy(more, 0, key, 2, more.length);
        // openings are in milliseconds
        key[3] = ((Number) key[3]).longValue() * MILLIS;
        return ElementIds.id(RecordFormat.THREE_GPP_CDR, kind, key);
    }

    private static byte[] inFile(byte[] framed, int sequence, long opening) {
        if (sequence > 1) {
            return framed;
        }
        byte[] header = CdrOctets.fileHeader(1, GATEWAY, opening);
        byte[] both = new byte[header.length + framed.length];
        System.arraycopy(header, 0, both, 0, header.length);
        System.arraycopy(framed, 0, both, header.length, framed.length);
        return both;
    }

    private static byte[] twice(byte[] cdr) {
        byte[] both = new byte[2 * cdr.length];
        System.arraycopy(cdr, 0, both, 0, cdr.length);
        System.arraycopy(cdr, 0, both, cdr.length, cdr.length);
        return both;
    }

    private static SimulatedRecord record(
            String context, byte[] bytes, Becomes becomes, long organisationId, long recordId) {
        return new SimulatedRecord(
                Place.THREE_GPP_CDR, SimulatedRecord.SESSION + context, bytes, becomes, organisationId, recordId);
    }

    private static PgwCdr cdr(
            @Nullable String imsi,
            Bearer bearer,
            int cause,
            long opening,
            long end,
            int number,
            int sequence,
            long tx,
            long rx) {
        ElementContext context = bearer.context;
        return new PgwCdr(
                imsi,
                context.number("pdp_context_id"),
                GATEWAY,
                context.text("sgsn_control_plane_ip_address"),
                context.text("apn"),
                context.text("ue_ip_address"),
                context.text("imeisv"),
                context.plmn(""),
                (int) context.number("rat_type"),
                context.number("lac"),
                context.number("ci"),
                context.createdMillis() / MILLIS,
                opening,
                end,
                cause,
                number,
                sequence,
                tx,
                rx);
    }
}
