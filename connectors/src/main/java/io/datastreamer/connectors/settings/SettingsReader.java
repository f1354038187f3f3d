package io.datastreamer.connectors.settings;

import io.datastreamer.contract.Settings;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the members of a data stream's settings. Its exceptions name the member, and never the value of a text. */
public final class SettingsReader {
    private static final int LONGEST_VALUE = 4096;
    private static final Pattern PRINTABLE = Pattern.compile("[\\x20-\\x7E]+");

    private final Settings settings;

    public SettingsReader(Settings settings) {
        this.settings = settings;
    }

    /**
     * Reads a required text.
     *
     * @throws SettingsException when it is absent, blank or not a text
     */
    public String requiredText(String member) throws SettingsException {
        String value = text(member);
        if (value == null) {
            throw new SettingsException(member + ": is missing");
        }
        return value;
    }

    /**
     * Reads a text; null when it is absent or blank.
     *
     * @throws SettingsException when it is not a text
     */
    public @Nullable String text(String member) throws SettingsException {
        Object value = settings.get(member);
        if (value != null && !(value instanceof String)) {
            throw new SettingsException(member + ": must be a string");
        }
        return value == null || ((String) value).isBlank() ? null : (String) value;
    }

    /**
     * Checks a value that goes into a header or a form.
     *
     * @param of names it in the message
     * @throws SettingsException when it is not a text, or has other characters than printable ASCII
     */
    public static String printable(String of, Object value) throws SettingsException {
        if (!(value instanceof String text)
                || text.length() > LONGEST_VALUE
                || !PRINTABLE.matcher(text).matches()) {
            throw new SettingsException(
                    of + ": must be a string of 1 to " + LONGEST_VALUE + " printable ASCII characters");
        }
        return text;
    }

    /**
     * Reads one of the field's choices, or its default when it is absent or blank.
     *
     * @throws SettingsException when it is not one of them
     */
    public String choice(SettingsField field) throws SettingsException {
        String value = text(field.member());
        if (value != null && !field.choices().contains(value)) {
            throw new SettingsException(field.member() + ": must be one of " + String.join(", ", field.choices()));
        }
        return value == null ? String.valueOf(field.byDefault()) : value;
    }

    /**
     * Reads an integer within the field's bounds, or its default when it is absent.
     *
     * @throws SettingsException when it is not an integer or out of bounds
     */
    public long integer(SettingsField field) throws SettingsException {
        String member = field.member();
        long least = field.least();
        long most = field.most();
        Object value = settings.get(member);
        if (value == null) {
            return (Long) Objects.requireNonNull(field.byDefault(), "a number has a default");
        }
        if (!(value instanceof Number)) {
            throw new SettingsException(member + ": must be an integer from " + least + " to " + most);
        }
        if (!(value instanceof Long number) || number < least || number > most) {
            throw new SettingsException(
                    member + ": is " + value + ", must be an integer from " + least + " to " + most);
        }
        return number;
    }

    /**
     * Reads an object; empty when it is absent.
     *
     * @throws SettingsException when it is not an object
     */
    public Map<?, ?> object(String member) throws SettingsException {
        Object value = settings.get(member);
        if (value == null) {
            return Map.of();
        }
        if (!(value instanceof Map<?, ?> map)) {
            throw new SettingsException(member + ": must be an object");
        }
        return map;
    }
}
