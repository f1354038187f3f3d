package io.datastreamer.connectors.files;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Pattern;

/**
 * Writes rows: values in double quotes with a comma between them, nothing at all for null, and no line break within a
 * value.
 */
final class CsvRow implements Row {
    private static final Pattern FORMULA = Pattern.compile("^[\\s\\p{Cntrl}]*[=+\\-@＝＋－＠]|^[\\t\\r\\n]");
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(\\.[0-9]+)?");

    private final StringBuilder out;
    private final boolean escapesFormulas;
    private boolean isFirst = true;

    /**
     * Makes a writer.
     *
     * @param out where the file grows
     * @param escapesFormulas whether a value that a spreadsheet would calculate begins with an apostrophe
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
     * A time {@code 2017-10-26T07:28:00.000+0000} as {@code 2017-10-26 07:28:00}; one of that form stays, and so does one
     * of RFC 3339 in UTC, {@code 2017-10-26T07:28:00Z}.
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

    /** How many characters from the start on can stay as they are: all of most values. */
    private static int plainPrefix(String value) {
        int i = 0;
        while (i < value.length() && value.charAt(i) != '"' && !mayEndALine(value.charAt(i))) {
            i++;
        }
        return i;
    }

    /** What some reader takes for the end of a line, or of the file; no control character means anything in a value. */
    private static boolean mayEndALine(char c) {
        return (Character.isISOControl(c) && c != '\t') || c == '\u2028' || c == '\u2029';
    }

    /** What a spreadsheet calculates instead of showing it; numbers are shown as they are. */
    private static boolean isFormula(String value) {
        // most begin with a letter or a digit, and need no closer look
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
