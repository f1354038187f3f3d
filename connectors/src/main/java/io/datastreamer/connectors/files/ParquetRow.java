package io.datastreamer.connectors.files;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;
import static java.nio.charset.StandardCharsets.UTF_8;

/** Writes rows of Parquet; fails on a value that its column cannot hold. */
final class ParquetRow implements Row {
    private static final int SECONDS_END = 19;

    private final RecordConsumer out;
    private final MessageType schema;
    private int column;

    ParquetRow(RecordConsumer out, MessageType schema) {
        this.out = out;
        this.schema = schema;
    }

    @Override
    public ParquetRow value(JsonNode value) {
        if (isNothing(value)) {
            return empty();
        }
        switch (schema.getType(column).asPrimitiveType().getPrimitiveTypeName()) {
            case INT64 -> {
                long number = value.isTextual() ? Long.parseLong(value.textValue()) : whole(value);
                write(() -> out.addLong(number));
            }
            case BOOLEAN -> {
                boolean flag = flag(value);
                write(() -> out.addBoolean(flag));
            }
            default -> text(value.asText());
        }
        return this;
    }

    private static long whole(JsonNode value) {
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw new IllegalArgumentException("no whole number");
        }
        return value.longValue();
    }

    /** Reads a flag, which form {@code v1} has as text. */
    private static boolean flag(JsonNode value) {
        String text = value.asText();
        if (!text.equals("true") && !text.equals("false")) {
            throw new IllegalArgumentException("neither true nor false");
        }
        return text.equals("true");
    }

    @Override
    public ParquetRow decimal(JsonNode value, int decimals) {
        if (isNothing(value)) {
            return empty();
        }
        BigDecimal exact = value.isNumber() ? value.decimalValue() : new BigDecimal(value.asText());
        byte[] digits =
                exact.setScale(decimals, RoundingMode.HALF_UP).unscaledValue().toByteArray();
        int missing = ParquetSchema.DECIMAL_BYTES - digits.length;
        if (missing < 0) {
            throw new ArithmeticException("a number of too many digits");
        }
        byte[] fixed = new byte[ParquetSchema.DECIMAL_BYTES];
        Arrays.fill(fixed, 0, missing, (byte) (digits[0] < 0 ? -1 : 0));
        System.arraycopy(digits, 0, fixed, missing, digits.length);
        return write(() -> out.addBinary(Binary.fromConstantByteArray(fixed)));
    }

    @Override
    public ParquetRow json(JsonNode value) {
        return isNothing(value) ? empty() : text(value.toString());
    }

    /**
     * All times are in UTC: {@code 2017-10-26T07:28:00.000+0000}, {@code 2017-10-26 07:28:00}, {@code
     * 2017-10-26T07:28:00Z}.
     */
    @Override
    public ParquetRow time(JsonNode value) {
        if (isNothing(value)) {
            return empty();
        }
        String text = value.asText();
        int end = SECONDS_END;
        while (end < text.length() && (text.charAt(end) == '.' || Character.isDigit(text.charAt(end)))) {
            end++;
        }
        String zone = text.substring(end);
        if (!zone.isEmpty() && !zone.equals("Z") && !zone.equals("+0000")) {
            throw new IllegalArgumentException("a time that is not of UTC");
        }
        long millis = LocalDateTime.parse(text.substring(0, end).replace(' ', 'T'))
                .toInstant(ZoneOffset.UTC)
                .toEpochMilli();
        return write(() -> out.addLong(millis));
    }

    @Override
    public ParquetRow text(String value) {
        return write(() -> out.addBinary(Binary.fromConstantByteArray(value.getBytes(UTF_8))));
    }

    private ParquetRow write(Runnable value) {
        begin();
        String name = schema.getFieldName(column);
        out.startField(name, column);
        value.run();
        out.endField(name, column);
        column++;
        return this;
    }

    @Override
    public ParquetRow empty() {
        begin();
        column++;
        return this;
    }

    private void begin() {
        if (column == 0) {
            out.startMessage();
        }
    }

    @Override
    public void end() {
        out.endMessage();
        column = 0;
    }

    private static boolean isNothing(JsonNode value) {
        return value.isMissingNode() || value.isNull();
    }
}
