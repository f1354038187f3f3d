package io.datastreamer.tools.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import io.datastreamer.tools.simulate.SimulatedRecord.Becomes;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The gateway of all PDP contexts, which sends RADIUS accounting; its records are blocks of a FreeRADIUS {@code detail}
 * file. Now and then a block is there twice, resent a moment later, or once more without its IMSI.
 */
final class RadiusGateway implements Element {
    private static final String NAS = "192.0.2.10";
    private static final int AGAIN = 25;
    private static final int DAMAGED = 150;
    private static final long MILLIS = 1000;
    private static final DateTimeFormatter HEADER = format("EEE MMM ppd HH:mm:ss uuuu");
    private static final DateTimeFormatter EVENT = format("MMM ppd uuuu HH:mm:ss 'UTC'");

    private final Map<String, ElementContext> contexts = new HashMap<>();
    private int blocks;

    @Override
    public @Nullable List<SimulatedRecord> told(JsonNode record, Fleet fleet) {
        String imsi = record.path("imsi").asText();
        ElementContext open = contexts.get(imsi);
        switch (record.path("operation").asText(record.path("service").asText())) {
            case "CREATE_PDP_CONTEXT" -> {
                ElementContext created = new ElementContext(record);
                contexts.put(imsi, created);
                return told(imsi, created, 1, seconds(record, "time"), "create", fleet);
            }
            case "UPDATE_PDP_CONTEXT" -> {
                // a second after the record of its data, which has the same counters
                return open != null && open.move(record)
                        ? told(imsi, open, 3, seconds(record, "time") + 1, "update", fleet)
                        : List.of();
            }
            case "DELETE_PDP_CONTEXT" -> {
                contexts.remove(imsi);
                return open == null ? List.of() : told(imsi, open, 2, seconds(record, "time"), "delete", fleet);
            }
            case "DATA" -> {
                if (open == null) {
                    return List.of();
                }
                open.add(record);
                return told(imsi, open, 3, seconds(record, "end"), "usage", fleet);
            }
            default -> {
                return null;
            }
        }
    }

    private static long seconds(JsonNode record, String member) {
        return ElementContext.millis(record.path(member)) / MILLIS;
    }

    private List<SimulatedRecord> told(
            String imsi, ElementContext context, int status, long at, String kind, Fleet fleet) {
        long seconds = at - context.createdMillis() / MILLIS;
        String session = "%08X%08X".formatted(0xC000_020A, context.number("pdp_context_id"));
        long id = ElementIds.id(
                RecordFormat.RADIUS_DETAIL,
                kind,
                NAS,
                session,
                context.text("pdp_context_id"),
                imsi,
                status,
                at * MILLIS,
                context.tx(),
                context.rx(),
                seconds);
        String block = block(imsi, session, context, status, at, seconds, 0);
        String all =
                ++blocks % AGAIN == 0 ? block + '\n' + block(imsi, session, context, status, at, seconds, 3) : block;
        Becomes becomes = kind.equals("usage") ? Becomes.USAGE : Becomes.EVENT;
        SimulatedRecord told = record(context, all, becomes, fleet.organisationId(), id);
        return blocks % DAMAGED == 0
                ? List.of(told, record(context, block.replaceFirst("\t3GPP-IMSI = .*\n", ""), Becomes.REJECT, 0, 0))
                : List.of(told);
    }

    private static SimulatedRecord record(
            ElementContext context, String blocks, Becomes becomes, long organisationId, long id) {
        return new SimulatedRecord(
                Place.RADIUS_DETAIL,
                SimulatedRecord.SESSION + context.text("pdp_context_id"),
                blocks.getBytes(UTF_8),
                becomes,
                organisationId,
                id);
    }

    private static String block(
            String imsi, String session, ElementContext context, int status, long at, long seconds, int delay) {
        String plmn = context.plmn("");
        return HEADER.format(Instant.ofEpochSecond(at + delay))
                + '\n'
                + line("Acct-Status-Type", status == 1 ? "Start" : status == 2 ? "Stop" : "Interim-Update")
                + line("Acct-Session-Id", '"' + session + '"')
                + line("NAS-IP-Address", NAS)
                + line("NAS-Identifier", "\"ggsn-1.example\"")
                + line("Service-Type", "Framed-User")
                + line("Framed-Protocol", "GPRS-PDP-Context")
                + line("Framed-IP-Address", context.text("ue_ip_address"))
                + line("Called-Station-Id", '"' + context.text("apn") + '"')
                + line("Event-Timestamp", '"' + EVENT.format(Instant.ofEpochSecond(at)) + '"')
                + (delay == 0 ? "" : line("Acct-Delay-Time", Integer.toString(delay)))
                + line("3GPP-IMSI", '"' + imsi + '"')
                + line("3GPP-Charging-ID", context.text("pdp_context_id"))
                + line("3GPP-SGSN-Address", context.text("sgsn_control_plane_ip_address"))
                + line("3GPP-GGSN-Address", NAS)
                + line("3GPP-SGSN-MCC-MNC", '"' + plmn + '"')
                + line("3GPP-NSAPI", '"' + Long.toHexString(context.number("nsapi")) + '"')
                + line("3GPP-IMEISV", '"' + context.text("imeisv") + '"')
                + line("3GPP-RAT-Type", Long.toString(context.number("rat_type")))
                + line("3GPP-User-Location-Info", location(plmn, context))
                + line("Acct-Session-Time", Long.toString(seconds))
                + line("Acct-Input-Octets", Long.toString(context.tx() & 0xFFFF_FFFFL))
                + line("Acct-Output-Octets", Long.toString(context.rx() & 0xFFFF_FFFFL))
                + line("Acct-Input-Gigawords", Long.toString(context.tx() >> 32))
                + line("Acct-Output-Gigawords", Long.toString(context.rx() >> 32))
                + line("Timestamp", Long.toString(at + delay));
    }

    // 3GPP TS 29.061, clause 16.4.7.2: in 4G an area and a cell, in 3G a service area, in 2G a cell
    private static String location(String plmn, ElementContext context) {
        String network = octets(plmn);
        long lac = context.number("lac");
        long cell = context.number("ci");
        return switch ((int) context.number("rat_type")) {
            case 6 -> "0x82%s%04x%s%08x".formatted(network, lac, network, cell);
            case 2 -> "0x00%s%04x%04x".formatted(network, lac, cell);
            default -> "0x01%s%04x%04x".formatted(network, lac, cell);
        };
    }

    // digits of MCC and MNC in half octets (3GPP TS 24.008, clause 10.5.1.3)
    private static String octets(String plmn) {
        char third = plmn.length() > 5 ? plmn.charAt(5) : 'f';
        return "" + plmn.charAt(1) + plmn.charAt(0) + third + plmn.charAt(2) + plmn.charAt(4) + plmn.charAt(3);
    }

    private static String line(String attribute, String value) {
        return '\t' + attribute + " = " + value + '\n';
    }

    private static DateTimeFormatter format(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).withZone(ZoneOffset.UTC);
    }
}
