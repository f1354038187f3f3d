package io.datastreamer.connectors.files;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Pattern;

/**
 * Writes rows of CSV: values in double quotes, separated by commas, nothing for null, and no line breaks within values.
 */
final class CsvRow implements Row {
    private static final Pattern FORMULA = Pattern.compile("^[\\s\\p{Cntrl}]*[=+\\-@＝＋－＠]|^[\\t\\r\\n]");
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(\\.[0-9]+)?");

    private final StringBuilder out;
    private final boolean escapesFormulas;
    private boolean isFirst = true;

    /**
     * Creates a writer.
     *
     * @param out the text to append to
     * @param escapesFormulas whether to put an apostrophe before values that a spreadsheet would calculate
     */
    CsvRow(StringBuilder out, boolean escapesFormulas) {
        this.out = out;
        this.escapesFormulas = escapesFormulas;
    }

    @Override
    public CsvRow value(JsonNode value) {
        return value.isMissingNode() || value.isNull() ? empty() : text(value.asText());
    }

    @Override
    public CsvRow decimal(JsonNode value, int decimals) {
        if (!value.isNumber()) {
            return value(value);
        }
        BigDecimal exact = value.decimalValue();
        return text(exact.setScale(decimals, RoundingMode.HALF_UP).toPlainString());
    }

    @Override
    public CsvRow json(JsonNode value) {
        return value.isMissingNode() || value.isNull() ? empty() : text(value.toString());
    }

    /**
     * Writes a time {@code 2017-10-26T07:28:00.000+0000} as {@code 2017-10-26 07:28:00}; one of that form stays, and so
     * does one of RFC 3339 in UTC, {@code 2017-10-26T07:28:00Z}.
     */
    @Override
    public CsvRow time(JsonNode value) {
        if (!value.isTextual()) {
            return value(value);
        }
        String time = value.textValue();
        return text(
                time.length() > 19 && !time.endsWith("Z")
                        ? time.substring(0, 10) + " " + time.substring(11, 19)
                        : time);
    }

    @Override
    public CsvRow text(String value) {
        next();
        out.append('"');
        if (escapesFormulas && isFormula(value)) {
            out.append('\'');
        }
        int plain = plainPrefix(value);
        out.append(value, 0, plain);
        for (int i = plain; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"') {
                out.append("\"\"");
            } else {
                out.append(mayEndALine(c) ? ' ' : c);
            }
        }
        out.append('"');
        return this;
    }

    /** How many characters at the start need no change; usually all. */
    private static int plainPrefix(String value) {
        int i = 0;
        while (i < value.length() && value.charAt(i) != '"' && !mayEndALine(value.charAt(i))) {
            i++;
        }
        return i;
    }

    /**
     * Whether some reader takes this for the end of a line or of the file; control characters mean nothing in values.
     */
    private static boolean mayEndALine(char c) {
        return (Character.isISOControl(c) && c != '\t') || c == '\u2028' || c == '\u2029';
    }

    /** Whether a spreadsheet would calculate the value instead of showing it; it shows numbers as they are. */
    private static boolean isFormula(String value) {
        // most values begin with a letter or a digit, and need no closer look
        return !value.isEmpty()
                && !Character.isLetterOrDigit(value.charAt(0))
                && FORMULA.matcher(value).find()
                && !NUMBER.matcher(value).matches();
    }

    @Override
    public CsvRow empty() {
        next();
        return this;
    }

    @Override
    public void end() {
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
