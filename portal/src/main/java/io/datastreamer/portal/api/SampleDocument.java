package io.datastreamer.portal.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.datastreamer.connectors.spi.Batch;
import io.datastreamer.contract.RecordKind;
import io.datastreamer.contract.StreamConfiguration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The document of a test delivery, one for each kind: with all members of a real one, the id 0, and zero volume and
 * cost, so that it changes no sum.
 *
 * @param kind event or usage
 * @param json the document
 * @param supplement the extra data that some integrations send
 */
record SampleDocument(RecordKind kind, ObjectNode json, ObjectNode supplement) {
    private static final String ICCID = "8988303000000000000";
    private static final String IMSI = "901430000000000";
    private static final int UPDATE_LOCATION = 1;
    private static final DateTimeFormatter EVENT_TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'+0000'").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter USAGE_TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

    /** The document for a stream: usage if the stream carries it, because every place accepts usage. */
    static SampleDocument of(StreamConfiguration stream, Instant now) {
        return stream.kinds().contains(RecordKind.USAGE) ? usage(stream, now) : event(stream, now);
    }

    private static SampleDocument event(StreamConfiguration stream, Instant now) {
        ObjectNode json = StreamJson.JSON.createObjectNode();
        String time = EVENT_TIME.format(now);
        json.put("id", 0);
        json.put("alert", false);
        json.put("description", "Test delivery of the data stream: nothing has happened.");
        json.put("timestamp", time);
        json.putObject("event_type").put("id", UPDATE_LOCATION).put("description", "Update location");
        json.putObject("event_source").put("id", 0).put("description", "Network");
        json.putObject("event_severity").put("id", 0).put("description", "Info");
        json.putObject("organisation").put("id", stream.organisationId()).put("name", "Test delivery");
        json.putObject("endpoint")
                .put("id", 0)
                .put("name", "Test delivery")
                .put("ip_address", "192.0.2.1")
                .putNull("tags")
                .putNull("imei");
        json.putObject("imsi").put("id", 0).put("imsi", IMSI).put("import_date", time);
        json.putObject("sim").put("id", 0).put("iccid", ICCID).put("production_date", time);
        ObjectNode detail = json.putObject("detail").put("id", 0).put("name", "Test operator");
        detail.putObject("country")
                .put("id", 0)
                .put("name", "Test country")
                .put("country_code", "999")
                .put("mcc", "001")
                .put("iso_code", "xx");
        detail.putArray("tapcode").addObject().put("id", 0).put("tapcode", "TEST1");
        detail.putArray("mnc").addObject().put("id", 0).put("mnc", "01");
        return new SampleDocument(RecordKind.EVENT, json, StreamJson.JSON.createObjectNode());
    }

    private static SampleDocument usage(StreamConfiguration stream, Instant now) {
        ObjectNode json = StreamJson.JSON.createObjectNode();
        json.put("cost", 0);
        json.put("id", 0);
        ObjectNode operator = json.putObject("operator").put("id", 0).put("name", "Test operator");
        operator.putObject("country").put("id", 0).put("name", "Test country");
        json.putObject("organisation").put("id", stream.organisationId()).put("name", "Test delivery");
        ObjectNode tariff = json.putObject("tariff");
        tariff.putObject("ratezone").put("id", 0).put("name", "Test zone");
        tariff.put("id", 0).put("name", "Test tariff");
        json.putObject("traffic_type").put("id", 5).put("name", "Data");
        json.putObject("endpoint").put("id", 0);
        json.put("imsi", IMSI);
        json.putObject("volume").put("rx", 0).put("tx", 0).put("total", 0);
        json.put("start_timestamp", USAGE_TIME.format(now));
        json.putObject("sim").put("iccid", ICCID).put("id", 0);
        json.putObject("currency").put("symbol", "€").put("code", "EUR").put("id", 1);
        json.put("end_timestamp", USAGE_TIME.format(now));
        ObjectNode supplement = StreamJson.JSON.createObjectNode();
        supplement
                .put("endpoint_name", "Test delivery")
                .put("endpoint_ip_address", "192.0.2.1")
                .putNull("endpoint_tags")
                .putNull("endpoint_imei")
                .put("msisdn", "999000000000000")
                .put("sim_production_date", USAGE_TIME.format(now));
        supplement.putArray("operator_mncs").add("01");
        supplement.put("country_mcc", "001").put("imsi_id", 0).put("operator_mnc", "01");
        return new SampleDocument(RecordKind.USAGE, json, supplement);
    }

    /**
     * The document as a batch.
     *
     * @param object the name to keep it under, if the place keeps names
     */
    Batch batch(StreamConfiguration stream, Batch.@Nullable NamedObject object) {
        try {
            byte[] document = StreamJson.JSON.writeValueAsBytes(json);
            byte[] more = supplement.isEmpty() ? new byte[0] : StreamJson.JSON.writeValueAsBytes(supplement);
            byte[] both = new byte[document.length + more.length];
            System.arraycopy(document, 0, both, 0, document.length);
            System.arraycopy(more, 0, both, document.length, more.length);
            Batch.Item item = new Batch.Item(
                    0,
                    kind == RecordKind.EVENT ? UPDATE_LOCATION : -1,
                    ICCID,
                    both,
                    0,
                    document.length,
                    document.length,
                    more.length);
            return new Batch(stream.organisationId(), stream.id(), kind, List.of(item), object);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can be written", e);
        }
    }
}
