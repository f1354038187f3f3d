package io.datastreamer.connectors.datadog;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.datastreamer.connectors.document.DocumentReader;
import io.datastreamer.connectors.http.Slices;
import io.datastreamer.connectors.spi.Batch;
import io.datastreamer.contract.RecordKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/**
 * A batch of usage as a request of DataDog's metrics API, version 2: counts for each SIM and second.
 *
 * @param body the request's body, compressed
 * @param plainBytes its length before compression
 * @param stale how many documents are outside the time range, past or future, that DataDog keeps
 */
public record DatadogPayload(byte[] body, long plainBytes, long stale) {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int COUNT = 1;
    private static final int LONGEST_TAG = 200;
    private static final long STALE_AFTER_SECONDS = 3600;
    private static final long STALE_AHEAD_SECONDS = 600;
    private static final BigDecimal BYTES_PER_MB = BigDecimal.valueOf(1_000_000);

    /** The traffic type whose volume counts messages. */
    private static final int SMS = 6;

    /**
     * Creates the request.
     *
     * @param recent what was sent before. Of two points of a series and second, DataDog keeps only the last, so each
     *     point is the sum of all documents known for it
     */
    public static DatadogPayload of(Batch batch, Instant now, RecentUsage recent) {
        List<Batch.Item> before = batch.before();
        Map<Long, Usage> sent = usage(batch.items());
        long stale = 0;
        for (Usage usage : sent.values()) {
            long age = now.getEpochSecond() - usage.series().second();
            if (age > STALE_AFTER_SECONDS || age < -STALE_AHEAD_SECONDS) {
                stale++;
            }
        }
        return compressed(recent.add(usage(before == null ? List.of() : before), sent), stale);
    }

    private static Map<Long, Usage> usage(List<Batch.Item> items) {
        Map<Long, Usage> usage = new LinkedHashMap<>();
        for (Batch.Item item : items) {
            JsonNode document = DocumentReader.document(item);
            usage.put(item.id(), new Usage(series(document, DocumentReader.supplement(item)), sums(document)));
        }
        return usage;
    }

    /** The compressed body. */
    Slices slices() {
        return new Slices() {
            @Override
            public long length() {
                return body.length;
            }

            @Override
            public <E extends Exception> void forEach(Sink<E> sink) throws E {
                sink.accept(body, 0, body.length);
            }
        };
    }

    private static Series series(JsonNode usage, JsonNode supplement) {
        String endpointId = usage.path("endpoint").path("id").asText();
        JsonNode name = supplement.path("endpoint_name");
        List<String> tags = new ArrayList<>(8);
        addTag(tags, "endpoint_id", endpointId);
        addTag(tags, "iccid", usage.path("sim").path("iccid").asText());
        addTag(tags, "imsi", usage.path("imsi").asText());
        addTag(tags, "organisation_id", usage.path("organisation").path("id").asText());
        addTag(tags, "operator", usage.path("operator").path("name").asText());
        addTag(
                tags,
                "country",
                usage.path("operator").path("country").path("name").asText());
        addTag(tags, "traffic_type", usage.path("traffic_type").path("name").asText());
        addTag(tags, "currency", usage.path("currency").path("code").asText());
        return new Series(
                name.isTextual() && !name.textValue().isBlank() ? name.textValue() : endpointId,
                List.copyOf(tags),
                DocumentReader.time(RecordKind.USAGE, usage).getEpochSecond(),
                isSms(usage));
    }

    private static void addTag(List<String> tags, String name, String value) {
        if (!value.isEmpty()) {
            String tag = name + ":" + value;
            tags.add(tag.length() > LONGEST_TAG ? tag.substring(0, LONGEST_TAG) : tag);
        }
    }

    private static Series.Sums sums(JsonNode usage) {
        JsonNode volume = usage.path("volume");
        BigDecimal unit = isSms(usage) ? BigDecimal.ONE : BYTES_PER_MB;
        return new Series.Sums(
                volume.path("total").decimalValue().multiply(unit),
                volume.path("rx").decimalValue().multiply(unit),
                volume.path("tx").decimalValue().multiply(unit),
                usage.path("cost").decimalValue());
    }

    private static boolean isSms(JsonNode usage) {
        return usage.path("traffic_type").path("id").asInt() == SMS;
    }

    private static DatadogPayload compressed(Map<Series, Series.Sums> points, long stale) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        try {
            Counted plain = new Counted(new GZIPOutputStream(body));
            try (JsonGenerator json = JSON.createGenerator(plain)) {
                json.writeStartObject();
                json.writeArrayFieldStart("series");
                for (Map.Entry<Series, Series.Sums> point : points.entrySet()) {
                    Series.Sums sums = point.getValue();
                    if (point.getKey().countsMessages()) {
                        write(json, "endpoint.sms_rx", point.getKey(), sums.volumeRx());
                        write(json, "endpoint.sms_tx", point.getKey(), sums.volumeTx());
                    } else {
                        write(json, "endpoint.volume", point.getKey(), sums.volume());
                        write(json, "endpoint.volume_rx", point.getKey(), sums.volumeRx());
                        write(json, "endpoint.volume_tx", point.getKey(), sums.volumeTx());
                    }
                    write(json, "endpoint.cost", point.getKey(), sums.cost());
                }
                json.writeEndArray();
                json.writeEndObject();
            }
            return new DatadogPayload(body.toByteArray(), plain.bytes(), stale);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(JsonGenerator json, String metric, Series series, BigDecimal value) throws IOException {
        json.writeStartObject();
        json.writeStringField("metric", metric);
        json.writeNumberField("type", COUNT);
        json.writeArrayFieldStart("points");
        json.writeStartObject();
        json.writeNumberField("timestamp", series.second());
        json.writeFieldName("value");
        json.writeNumber(plain(value));
        json.writeEndObject();
        json.writeEndArray();
        if (!series.host().isEmpty()) {
            json.writeArrayFieldStart("resources");
            json.writeStartObject();
            json.writeStringField("name", series.host());
            json.writeStringField("type", "host");
            json.writeEndObject();
            json.writeEndArray();
        }
        json.writeArrayFieldStart("tags");
        for (String tag : series.tags()) {
            json.writeString(tag);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    // never as 1E+6
    private static String plain(BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }
}
