package io.datastreamer.tools.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import io.datastreamer.tools.simulate.SimulatedRecord.Becomes;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import static java.nio.charset.StandardCharsets.UTF_8;

/** The OsmoSGSNs of the visited networks: each writes a file of lines that begins with the names of columns. */
final class OsmoSgsns implements Element {
    private static final String GGSN = "192.0.2.10";
    private static final String COLUMNS = "timestamp,imsi,imei,msisdn,cell_id,lac,hlr,event,pdp_duration,ggsn_addr,"
            + "sgsn_addr,apni,eua_addr,vol_in,vol_out,charging_id\n";
    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("uuuuMMddHHmmssSSS", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Map<String, ElementContext> contexts = new HashMap<>();
    private final Set<String> begun = new HashSet<>();

    @Override
    public @Nullable List<SimulatedRecord> told(JsonNode record, Fleet fleet) {
        String imsi = record.path("imsi").asText();
        ElementContext open = contexts.get(imsi);
        switch (record.path("operation").asText(record.path("service").asText())) {
            case "UPDATE_GPRS_LOCATION" -> {
                return attached(imsi, record, fleet);
            }
            case "CREATE_PDP_CONTEXT" -> {
                ElementContext created = new ElementContext(record);
                contexts.put(imsi, created);
                return told(imsi, created, "pdp-act", ElementContext.millis(record.path("time")), "create", fleet);
            }
            case "UPDATE_PDP_CONTEXT" -> {
                // a moment after the line of its data, which has the same counters
                long at = ElementContext.millis(record.path("time")) + 1;
                return open != null && open.move(record)
                        ? told(imsi, open, "pdp-periodic", at, "update", fleet)
                        : List.of();
            }
            case "DELETE_PDP_CONTEXT" -> {
                contexts.remove(imsi);
                return open == null
                        ? List.of()
                        : told(imsi, open, "pdp-deact", ElementContext.millis(record.path("time")), "delete", fleet);
            }
            case "DATA" -> {
                if (open == null) {
                    return List.of();
                }
                open.add(record);
                return told(imsi, open, "pdp-periodic", ElementContext.millis(record.path("end")), "usage", fleet);
            }
            default -> {
                return null;
            }
        }
    }

    private List<SimulatedRecord> attached(String imsi, JsonNode record, Fleet fleet) {
        String time = TIMESTAMP.format(Instant.ofEpochMilli(ElementContext.millis(record.path("time"))));
        String plmn = record.path("plmn").path("mcc").asText()
                + '-'
                + record.path("plmn").path("mnc").asText();
        long id = ElementIds.id(RecordFormat.OSMO_SGSN_CDR, "update", imsi, "attach", time);
        // its location is not known yet: always the same cell
        return told(plmn, time + ',' + imsi + ",,,1,1,,attach", Becomes.EVENT, fleet, id);
    }

    private List<SimulatedRecord> told(
            String imsi, ElementContext context, String event, long at, String kind, Fleet fleet) {
        String time = TIMESTAMP.format(Instant.ofEpochMilli(at));
        String sgsn = context.text("sgsn_control_plane_ip_address");
        String charging = context.text("pdp_context_id");
        long id = ElementIds.id(
                RecordFormat.OSMO_SGSN_CDR, kind, sgsn, GGSN, charging, event, time, context.tx(), context.rx());
        String start = String.join(
                ",",
                time,
                imsi,
                context.text("imeisv").substring(0, 14),
                "",
                context.text("ci"),
                context.text("lac"),
                "",
                event,
                Long.toString((at - context.createdMillis()) / 1000),
                GGSN,
                sgsn,
                context.text("apn"),
                context.text("ue_ip_address"));
        String line = start + ',' + context.tx() + ',' + context.rx() + ',' + charging;
        if (event.equals("pdp-deact")) {
            // a context has two last lines; the second names no SIM and no location
            line += "\n" + time + ",N/A,N/A,N/A,-1,-1,N/A,pdp-free"
                    + line.substring(line.indexOf(event) + event.length());
        }
        Becomes becomes = kind.equals("usage") ? Becomes.USAGE : Becomes.EVENT;
        return told(context.plmn("-"), line, becomes, fleet, id);
    }

    private List<SimulatedRecord> told(String plmn, String line, Becomes becomes, Fleet fleet, long id) {
        String text = begun.add(plmn) ? COLUMNS + line : line;
        return List.of(new SimulatedRecord(
                Place.OSMO_SGSN_CDR, plmn, text.getBytes(UTF_8), becomes, fleet.organisationId(), id));
    }
}
