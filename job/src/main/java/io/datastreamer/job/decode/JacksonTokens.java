package io.datastreamer.job.decode;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads tokens of any JSON, with Jackson. */
final class JacksonTokens extends Tokens {
    // of unknown members, which are skipped; known ones are read one by one
    private static final int MAX_DEPTH = 10_000;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .configure(JsonFactory.Feature.INTERN_FIELD_NAMES, false)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private @Nullable JsonParser json;
    private String name = "";
    private byte @Nullable [] bytes;

    @Override
    boolean open(byte[] bytes) throws IOException {
        json = FACTORY.createParser(bytes);
        return json.nextToken() == JsonToken.START_OBJECT;
    }

    @Override
    boolean nextName() throws IOException {
        String next = parser().nextFieldName();
        name = next == null ? "" : next;
        return next != null;
    }

    @Override
    <E extends Enum<E>> Members.@Nullable Member<E> member(Members<E> members) {
        return members.named(name);
    }

    @Override
    void nextValue() throws IOException {
        parser().nextToken();
        bytes = null;
    }

    @Override
    boolean nextElement() throws IOException {
        bytes = null;
        return parser().nextToken() != JsonToken.END_ARRAY;
    }

    @Override
    void skipChildren() throws IOException {
        parser().skipChildren();
    }

    @Override
    boolean isAtEnd() throws IOException {
        return parser().nextToken() == null;
    }

    @Override
    Kind kind() {
        return switch (Objects.requireNonNull(parser().currentToken(), "a value comes first")) {
            case START_OBJECT -> Kind.OBJECT;
            case START_ARRAY -> Kind.ARRAY;
            case VALUE_STRING -> Kind.TEXT;
            case VALUE_NUMBER_INT -> Kind.INTEGER;
            case VALUE_NUMBER_FLOAT -> Kind.DECIMAL;
            case VALUE_TRUE -> Kind.TRUE;
            case VALUE_FALSE -> Kind.FALSE;
            case VALUE_NULL -> Kind.NULL;
            default -> throw new IllegalStateException(parser().currentToken() + " is no value");
        };
    }

    @Override
    int length() throws IOException {
        return parser().getTextLength();
    }

    @Override
    String text() throws IOException {
        return parser().getText();
    }

    @Override
    byte[] bytes() throws IOException {
        if (bytes == null) {
            bytes = parser().getText().getBytes(StandardCharsets.UTF_8);
        }
        return bytes;
    }

    @Override
    int bytesStart() {
        return 0;
    }

    @Override
    int bytesLength() throws IOException {
        return bytes().length;
    }

    @Override
    boolean isLong() throws IOException {
        return parser().getNumberType() != JsonParser.NumberType.BIG_INTEGER;
    }

    @Override
    long number() throws IOException {
        return parser().getLongValue();
    }

    @Override
    BigDecimal decimal() throws IOException {
        return parser().getDecimalValue();
    }

    @Override
    JsonParser parser() {
        return Objects.requireNonNull(json, "open() comes first");
    }

    // returns the buffers of a record that was not read to its end, too
    @Override
    void close() throws IOException {
        if (json != null) {
            json.close();
        }
    }
}
