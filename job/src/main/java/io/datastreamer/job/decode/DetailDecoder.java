package io.datastreamer.job.decode;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerationException;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamWriteFeature;
import io.datastreamer.job.reject.MalformedRecord;
import io.datastreamer.job.reject.Reason;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Set;
import java.util.regex.Pattern;

/** Decodes the {@code detail} of a record's event: an object of any members, which is kept as it is. */
final class DetailDecoder {
    private static final int MAX_DEPTH = 8;
    private static final int MAX_LENGTH = 8192;
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,40}(\\.[0-9]{1,40})?");

    /**
     * Members that may not be in it: an event's detail takes the visited network and the PDP context from elsewhere.
     */
    private static final Set<String> RESERVED =
            Set.of("id", "name", "country", "tapcode", "mnc", "volume", "pdp_context");

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamWriteFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private DetailDecoder() {}

    /** The object as compact JSON. */
    static String decode(RecordReader reader) throws MalformedRecord {
        JsonParser json = reader.parser();
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw reader.wrong("an object");
        }
        StringWriter written = new StringWriter();
        try (JsonGenerator copy = FACTORY.createGenerator(written)) {
            int depth = 0;
            while (true) {
                depth += copyToken(reader, json, copy, depth);
                if (depth == 0) {
                    break;
                }
                if (depth > MAX_DEPTH) {
                    throw reader.wrong("an object of at most " + MAX_DEPTH + " levels");
                }
                json.nextToken();
            }
        } catch (JsonGenerationException e) {
            throw reader.wrong("an object without members that are there twice");
        } catch (IOException e) {
            throw reader.notJson(e);
        }
        if (written.getBuffer().length() > MAX_LENGTH) {
            throw new MalformedRecord(
                    Reason.MEMBER_WRONG, "detail: must be an object of at most " + MAX_LENGTH + " characters");
        }
        return written.toString();
    }

    // returns how much deeper the next token is
    private static int copyToken(RecordReader reader, JsonParser json, JsonGenerator copy, int depth)
            throws IOException, MalformedRecord {
        switch (json.currentToken()) {
            case START_OBJECT -> {
                copy.writeStartObject();
                return 1;
            }
            case END_OBJECT -> {
                copy.writeEndObject();
                return -1;
            }
            case START_ARRAY -> {
                copy.writeStartArray();
                return 1;
            }
            case END_ARRAY -> {
                copy.writeEndArray();
                return -1;
            }
            case FIELD_NAME -> {
                String name = json.currentName();
                if (depth == 1 && RESERVED.contains(name)) {
                    throw reader.wrong("an object without " + name + ", which other members tell");
                }
                copy.writeFieldName(reader.value().checked(name));
            }
            case VALUE_STRING -> copy.writeString(reader.value().text());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
                if (!NUMBER.matcher(json.getText()).matches()) {
                    throw reader.wrong("a number of at most 40 digits, without exponent");
                }
                copy.writeNumber(json.getText());
            }
            default -> copy.copyCurrentEvent(json);
        }
        return 0;
    }
}
