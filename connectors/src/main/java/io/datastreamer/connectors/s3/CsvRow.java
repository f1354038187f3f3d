package io.datastreamer.connectors.s3;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Writes rows: values in double quotes with a comma between them, nothing at all for null, and no line break within a
 * value.
 */
final class CsvRow {
    private final StringBuilder out;
    private boolean isFirst = true;

    CsvRow(StringBuilder out) {
        this.out = out;
    }

    /** A value as it is: text, number, true or false. */
    CsvRow value(JsonNode value) {
        return value.isMissingNode() || value.isNull() ? empty() : text(value.asText());
    }

    /** A number with so many decimals. */
    CsvRow decimal(JsonNode value, int decimals) {
        if (!value.isNumber()) {
            return value(value);
        }
        BigDecimal exact = value.decimalValue();
        return text(exact.setScale(decimals, RoundingMode.HALF_UP).toPlainString());
    }

    /** A value of several parts, as JSON. */
    CsvRow json(JsonNode value) {
        return value.isMissingNode() || value.isNull() ? empty() : text(value.toString());
    }

    /** A time {@code 2017-10-26T07:28:00.000+0000} as {@code 2017-10-26 07:28:00}; one of that form stays. */
    CsvRow time(JsonNode value) {
        if (!value.isTextual()) {
            return value(value);
        }
        String time = value.textValue();
        return text(time.length() > 19 ? time.substring(0, 10) + " " + time.substring(11, 19) : time);
    }

    CsvRow text(String value) {
        next();
        out.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '"' -> out.append("\"\"");
                // what any reader may take for the end of a line
                case '\n', '\r', '\u000B', '\f', '\u0085', '\u2028', '\u2029' -> out.append(' ');
                default -> out.append(c);
            }
        }
        out.append('"');
        return this;
    }

    CsvRow empty() {
        next();
        return this;
    }

    void end() {
        out.append('\n');
        isFirst = true;
    }

    private void next() {
        if (!isFirst) {
            out.append(',');
        }
        isFirst = false;
    }
}
