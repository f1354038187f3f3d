package io.datastreamer.job;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.datastreamer.job.record.Absent;
import io.datastreamer.job.record.BillingRecord;
import io.datastreamer.job.record.Cell;
import io.datastreamer.job.record.NetworkRecord;
import io.datastreamer.job.record.PdpContext;
import io.datastreamer.job.record.Plmn;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes what raw records become as JSON, one line each: raw records of the data contract in an envelope. */
final class RecordLines {
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss");

    private RecordLines() {}

    /** Writes members of an object. */
    private interface Members {
        void write(JsonGenerator json) throws IOException;
    }

    /**
     * Where a raw record was.
     *
     * @param number of the record or line in its source, from 1 on
     * @param position in bytes
     */
    record Place(String source, long position, long number) {}

    static String network(Place place, NetworkRecord record, Cell cell, List<String> changed) {
        return line("network", place, null, json -> {
            json.writeObjectFieldStart("record");
            json.writeNumberField("record_id", record.recordId());
            json.writeStringField("operation", record.eventType().name());
            json.writeStringField("time", time(record.timeMillis()));
            text("imsi", record.imsi(), json);
            number("organisation_id", record.organisationId(), json);
            plmn(record.plmn(), json);
            text("vlr", record.vlr(), json);
            text("sgsn", record.sgsn(), json);
            text("sgsn_ip", record.sgsnIp(), json);
            if (record.pdpContext() != null) {
                context(record.pdpContext(), json);
            }
            extra(cell, record.pdpContext() == null, json);
            number("tx_bytes", record.txBytes(), json);
            number("rx_bytes", record.rxBytes(), json);
            others(record, json);
            json.writeEndObject();
            if (!changed.isEmpty()) {
                json.writeArrayFieldStart("changed");
                for (String name : changed) {
                    json.writeString(name);
                }
                json.writeEndArray();
            }
        });
    }

    static String billing(Place place, BillingRecord record) {
        boolean data = record.service() == BillingRecord.Service.DATA;
        return line("billing", place, null, json -> {
            json.writeObjectFieldStart("record");
            json.writeNumberField("record_id", record.recordId());
            json.writeStringField("imsi", record.imsi());
            json.writeStringField("start", time(record.startMillis()));
            json.writeStringField("end", time(record.endMillis()));
            json.writeNumberField(data ? "tx_bytes" : "tx_messages", record.tx());
            json.writeNumberField(data ? "rx_bytes" : "rx_messages", record.rx());
            json.writeStringField("service", record.service().name());
            plmn(record.plmn(), json);
            number("tariff_id", record.tariffId(), json);
            number("ratezone_id", record.ratezoneId(), json);
            BigDecimal cost = record.cost();
            if (cost != null) {
                json.writeFieldName("cost");
                json.writeNumber(cost.toPlainString());
            }
            if (record.currencyCode() != null) {
                json.writeStringField("currency", record.currencyCode());
            } else {
                number("currency", record.currencyId(), json);
            }
            json.writeEndObject();
        });
    }

    /** The line of a raw record that becomes nothing. */
    static String nothing(String kind, Place place, String reason) {
        return line(kind, place, reason, json -> {});
    }

    private static String line(String kind, Place place, @Nullable String reason, Members members) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("kind", kind);
            json.writeStringField("source", place.source());
            json.writeNumberField("position", place.position());
            json.writeNumberField("number", place.number());
            text("reason", reason, json);
            members.write(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new IllegalStateException("a text can be written to", e);
        }
        return text.toString();
    }

    private static void context(PdpContext context, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("pdp_context");
        String id = context.pdpContextId();
        if (id != null && id.length() < 19 && id.chars().allMatch(c -> c >= '0' && c <= '9')) {
            json.writeNumberField("pdp_context_id", Long.parseLong(id));
        } else {
            text("pdp_context_id", id, json);
        }
        text("imsi", context.imsi(), json);
        text("apn", context.apn(), json);
        text("nsapi", context.nsapi() == Absent.NUMBER ? null : Long.toString(context.nsapi()), json);
        text("ue_ip_address", context.ueIpAddress(), json);
        text("imeisv", context.imeisv(), json);
        text("mcc", context.mcc(), json);
        text("mnc", context.mnc(), json);
        number("rat_type", context.ratType(), json);
        text("sgsn_control_plane_ip_address", context.sgsnControlPlaneIpAddress(), json);
        text("sgsn_data_plane_ip_address", context.sgsnDataPlaneIpAddress(), json);
        text("ggsn_control_plane_ip_address", context.ggsnControlPlaneIpAddress(), json);
        text("ggsn_data_plane_ip_address", context.ggsnDataPlaneIpAddress(), json);
        if (context.tunnelCreatedMillis() != PdpContext.NO_TIME) {
            json.writeStringField("tunnel_created", seconds(context.tunnelCreatedMillis()));
        }
        text("gtp_version", context.gtpVersion(), json);
        text("region", context.region(), json);
        text("breakout_ip", context.breakoutIp(), json);
        number("lac", context.lac(), json);
        number("sac", context.sac(), json);
        number("rac", context.rac(), json);
        number("ci", context.ci(), json);
        number("tx_teid_control_plane", context.txTeidControlPlane(), json);
        number("tx_teid_data_plane", context.txTeidDataPlane(), json);
        number("rx_teid", context.rxTeid(), json);
        json.writeEndObject();
    }

    // location members that the PDP context does not have
    private static void extra(Cell cell, boolean all, JsonGenerator json) throws IOException {
        boolean of4g5g = cell.tac() != Absent.NUMBER || cell.eci() != Absent.NUMBER || cell.nci() != Absent.NUMBER;
        if (!of4g5g && !(all && cell.isKnown())) {
            return;
        }
        json.writeObjectFieldStart("location_extra");
        if (all) {
            number("lac", cell.lac(), json);
            number("sac", cell.sac(), json);
            number("rac", cell.rac(), json);
            number("ci", cell.ci(), json);
        }
        number("tac", cell.tac(), json);
        number("eci", cell.eci(), json);
        number("nci", cell.nci(), json);
        json.writeEndObject();
    }

    private static void others(NetworkRecord record, JsonGenerator json) throws IOException {
        if (record.user() != null) {
            json.writeObjectFieldStart("user");
            json.writeNumberField("id", record.user().id());
            json.writeStringField("username", record.user().username());
            text("name", record.user().name(), json);
            json.writeEndObject();
        }
        text("ip_address", record.ipAddress(), json);
        text("reason", record.reason(), json);
        text("callback_url", record.callbackUrl(), json);
        number("http_status", record.httpStatus(), json);
        if (record.simStatusFrom() != null || record.simStatusTo() != null) {
            json.writeObjectFieldStart("sim_status");
            text("from", record.simStatusFrom(), json);
            text("to", record.simStatusTo(), json);
            json.writeEndObject();
        }
        text("source", record.source() == null ? null : record.source().name(), json);
        text("severity", record.severity() == null ? null : record.severity().name(), json);
        if (record.alert() != null) {
            json.writeBooleanField("alert", record.alert());
        }
        text("description", record.description(), json);
    }

    private static void plmn(@Nullable Plmn plmn, JsonGenerator json) throws IOException {
        if (plmn != null) {
            json.writeObjectFieldStart("plmn");
            json.writeStringField("mcc", plmn.mcc());
            json.writeStringField("mnc", plmn.mnc());
            json.writeEndObject();
        }
    }

    private static void text(String name, @Nullable String text, JsonGenerator json) throws IOException {
        if (text != null) {
            json.writeStringField(name, text);
        }
    }

    private static void number(String name, long number, JsonGenerator json) throws IOException {
        if (number != Absent.NUMBER) {
            json.writeNumberField(name, number);
        }
    }

    private static String time(long millis) {
        return Instant.ofEpochMilli(millis).toString();
    }

    private static String seconds(long millis) {
        return SECONDS.format(LocalDateTime.ofEpochSecond(Math.floorDiv(millis, 1000), 0, ZoneOffset.UTC));
    }
}
