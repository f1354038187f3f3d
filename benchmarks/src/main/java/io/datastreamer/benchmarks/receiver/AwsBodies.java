package io.datastreamer.benchmarks.receiver;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.thirdparty.jackson.core.JsonGenerator;
import software.amazon.awssdk.thirdparty.jackson.core.JsonParser;
import software.amazon.awssdk.thirdparty.jackson.core.JsonToken;
import software.amazon.awssdk.thirdparty.jackson.dataformat.cbor.CBORFactory;

/** Bodies as AWS has them: the records of a {@code PutRecords}, its answer, and what stands in {@code aws-chunked}. */
final class AwsBodies {
    private static final CBORFactory CBOR = new CBORFactory();

    private final Map<Integer, byte[]> answers = new HashMap<>();
    private byte[] json = {};
    private int jsonLength;

    /** The documents of a {@code PutRecords} in CBOR, as a JSON array in {@link #json}; returns how many. */
    int readRecords(byte[] body, int length) throws IOException {
        jsonLength = 0;
        int records = 0;
        try (JsonParser parser = CBOR.createParser(body, 0, length)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.VALUE_EMBEDDED_OBJECT) {
                    byte[] document = parser.getBinaryValue();
                    reserve(document.length + 2);
                    json[jsonLength++] = (byte) (records++ == 0 ? '[' : ',');
                    System.arraycopy(document, 0, json, jsonLength, document.length);
                    jsonLength += document.length;
                }
            }
        }
        reserve(1);
        json[jsonLength++] = ']';
        return records;
    }

    /** What {@link #readRecords} has found. */
    byte[] json() {
        return json;
    }

    int jsonLength() {
        return jsonLength;
    }

    /** An answer to {@code PutRecords} that takes so many records, in CBOR. */
    byte[] allTaken(int records) throws IOException {
        byte[] known = answers.get(records);
        if (known != null) {
            return known;
        }
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        try (JsonGenerator cbor = CBOR.createGenerator(answer)) {
            cbor.writeStartObject();
            cbor.writeNumberField("FailedRecordCount", 0);
            cbor.writeArrayFieldStart("Records");
            for (int i = 0; i < records; i++) {
                cbor.writeStartObject();
                cbor.writeStringField("SequenceNumber", "49543463076548007577105092703039560359975228518395012686");
                cbor.writeStringField("ShardId", "shardId-000000000000");
                cbor.writeEndObject();
            }
            cbor.writeEndArray();
            cbor.writeEndObject();
        }
        answers.put(records, answer.toByteArray());
        return answer.toByteArray();
    }

    /** Takes a body out of its chunks, in place; returns its length. */
    static int unchunk(byte[] body, int length) throws IOException {
        int from = 0;
        int to = 0;
        while (from < length) {
            int size = 0;
            for (; Character.digit(body[from], 16) >= 0; from++) {
                size = size * 16 + Character.digit(body[from], 16);
            }
            // a signature may stand behind the size
            while (body[from] != '\n') {
                from++;
            }
            from++;
            if (size == 0) {
                return to;
            }
            if (size > length - from) {
                throw new IOException("a chunk of " + size + " bytes, and " + (length - from) + " are there");
            }
            System.arraycopy(body, from, body, to, size);
            to += size;
            from += size + 2;
        }
        return to;
    }

    private void reserve(int more) {
        if (jsonLength + more > json.length) {
            json = Arrays.copyOf(json, Math.max(json.length * 2, jsonLength + more));
        }
    }
}
