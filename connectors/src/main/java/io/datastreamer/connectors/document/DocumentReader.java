package io.datastreamer.connectors.document;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.datastreamer.connectors.spi.Batch;
import io.datastreamer.contract.RecordKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Parses the JSON of documents, which we wrote, so that it is well-formed. */
public final class DocumentReader {
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final JsonMapper MAPPER = JsonMapper.builder(FACTORY)
            // keep 0.1 exact
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final DateTimeFormatter EVENT_TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSZ");
    private static final DateTimeFormatter USAGE_TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    private DocumentReader() {}

    /** Parses an item's document. */
    public static JsonNode document(Batch.Item item) {
        return tree(item.buffer(), item.offset(), item.length());
    }

    /** Parses an item's supplement; an empty object without members if it has none. */
    public static JsonNode supplement(Batch.Item item) {
        return item.supplementLength() == 0
                ? MissingNode.getInstance()
                : tree(item.buffer(), item.supplementOffset(), item.supplementLength());
    }

    /** When the document's subject happened: an event's {@code timestamp}, the end of usage. */
    public static Instant time(RecordKind kind, Batch.Item item) {
        String member = timeMember(kind);
        try (JsonParser json = FACTORY.createParser(item.buffer(), item.offset(), item.length())) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                boolean found = json.currentName().equals(member);
                json.nextToken();
                if (found) {
                    return time(kind, json.getText());
                }
                json.skipChildren();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new IllegalStateException("document " + item.id() + " has no " + member);
    }

    /** The same for a parsed document. */
    public static Instant time(RecordKind kind, JsonNode document) {
        return time(kind, document.path(timeMember(kind)).asText());
    }

    /** Parses a time in the form that documents have. */
    public static Instant time(RecordKind kind, String text) {
        return switch (kind) {
            case EVENT -> OffsetDateTime.parse(text, EVENT_TIME).toInstant();
            case USAGE -> LocalDateTime.parse(text, USAGE_TIME).toInstant(ZoneOffset.UTC);
        };
    }

    /**
     * Parses JSON that came from elsewhere.
     *
     * @throws IOException when it is not JSON
     */
    public static JsonNode tree(byte[] json) throws IOException {
        return MAPPER.readTree(json);
    }

    private static String timeMember(RecordKind kind) {
        return switch (kind) {
            case EVENT -> "timestamp";
            case USAGE -> "end_timestamp";
        };
    }

    private static JsonNode tree(byte[] buffer, int offset, int length) {
        try {
            return MAPPER.readTree(buffer, offset, length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
