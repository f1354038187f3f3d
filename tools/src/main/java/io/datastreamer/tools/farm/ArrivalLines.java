package io.datastreamer.tools.farm;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import io.datastreamer.tools.receive.DocumentKey;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;

/**
 * Writes what endpoints got as lines of JSON, one for each request with documents:
 * {@code {"endpoint":"a","time":"2026-01-01T00:00:00.000001Z","status":200,"events":[1,2],"usage":[3],"bytes":[13800]}}.
 * Status 0 means that the request got no answer; {@code bytes} are the volumes of {@code usage}.
 */
public final class ArrivalLines {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int BUFFER = 1 << 16;

    private ArrivalLines() {}

    /** Writes them, endpoint by endpoint, and for each endpoint in the order of arrival. Leaves the output open. */
    public static void write(Collection<Endpoint> endpoints, OutputStream out) throws IOException {
        BufferedOutputStream buffered = new BufferedOutputStream(out, BUFFER);
        JsonGenerator json = generator(buffered);
        try {
            for (Endpoint endpoint : endpoints) {
                endpoint.arrivals().forEach(0, (nanos, status, keys, from, to) -> {
                    Instant time = endpoint.arrivals().timeOf(nanos).truncatedTo(ChronoUnit.MICROS);
                    try {
                        json.writeStartObject();
                        json.writeStringField("endpoint", endpoint.name());
                        json.writeStringField("time", time.toString());
                        json.writeNumberField("status", status);
                        writeIds(json, "events", keys, from, to, true);
                        writeIds(json, "usage", keys, from, to, false);
                        json.writeArrayFieldStart("bytes");
                        for (int i = from; i < to; i++) {
                            if (!DocumentKey.isEvent(keys[i])) {
                                json.writeNumber(endpoint.arrivals().volume(i));
                            }
                        }
                        json.writeEndArray();
                        json.writeEndObject();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        json.flush();
        buffered.write('\n');
        buffered.flush();
    }

    /** Writes each object on its own line. */
    static JsonGenerator generator(OutputStream out) throws IOException {
        JsonGenerator json = JSON.createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        json.setPrettyPrinter(new MinimalPrettyPrinter("\n"));
        return json;
    }

    private static void writeIds(JsonGenerator json, String name, long[] keys, int from, int to, boolean events)
            throws IOException {
        json.writeArrayFieldStart(name);
        for (int i = from; i < to; i++) {
            if (DocumentKey.isEvent(keys[i]) == events) {
                json.writeNumber(DocumentKey.id(keys[i]));
            }
        }
        json.writeEndArray();
    }
}
