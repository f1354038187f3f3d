package io.datastreamer.connectors.files;

import io.datastreamer.connectors.settings.SettingsException;
import io.datastreamer.contract.RecordKind;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The setting {@code path}: folders named after a file's time and kind. A group of adjacent letters is a placeholder if
 * it consists only of {@code YYYY}, {@code MM}, {@code DD}, {@code HH}, or if it is {@code KIND}: {@code
 * dt=YYYY-MM-DD/hour=HH/}, {@code YYYYMMDD/}.
 *
 * @param template the path with a slash at the end; empty for no folders
 */
record TimePath(String template) {
    private static final Pattern LETTERS = Pattern.compile("[A-Za-z]+");
    private static final Pattern TIMES = Pattern.compile("(?:YYYY|MM|DD|HH)+");
    private static final Pattern TIME = Pattern.compile("YYYY|MM|DD|HH");
    private static final String KIND = "KIND";

    /** No folders. */
    static final TimePath NONE = new TimePath("");

    /**
     * Parses the setting.
     *
     * @param path validated names with slashes between them; null for no folders
     * @throws SettingsException when it has no placeholder
     */
    static TimePath of(String member, @Nullable String path) throws SettingsException {
        if (path == null) {
            return NONE;
        }
        boolean isTimed = LETTERS.matcher(path).results().anyMatch(letters -> isPlaceholder(letters.group()));
        if (!isTimed) {
            throw new SettingsException(member + ": must have a placeholder: YYYY, MM, DD, HH or KIND, such as"
                    + " dt=YYYY-MM-DD/hour=HH; folders that are always the same stand in prefix");
        }
        return new TimePath(path);
    }

    private static boolean isPlaceholder(String letters) {
        return letters.equals(KIND) || TIMES.matcher(letters).matches();
    }

    /**
     * Returns the folders of a file.
     *
     * @param epochSecond the file's time, seconds since the epoch; in UTC
     * @param word the text for {@code KIND}
     */
    String at(long epochSecond, String word) {
        ZonedDateTime time = Instant.ofEpochSecond(epochSecond).atZone(ZoneOffset.UTC);
        return LETTERS.matcher(template).replaceAll(letters -> replacement(letters, time, word));
    }

    private static String replacement(MatchResult letters, ZonedDateTime time, String word) {
        String text = letters.group();
        if (text.equals(KIND)) {
            return word;
        }
        return TIMES.matcher(text).matches()
                ? TIME.matcher(text).replaceAll(placeholder -> digits(placeholder.group(), time))
                : text;
    }

    private static String digits(String placeholder, ZonedDateTime time) {
        return switch (placeholder) {
            case "YYYY" -> "%04d".formatted(time.getYear());
            case "MM" -> "%02d".formatted(time.getMonthValue());
            case "DD" -> "%02d".formatted(time.getDayOfMonth());
            default -> "%02d".formatted(time.getHour());
        };
    }

    /** The text for {@code KIND} for documents of a kind. */
    static String word(RecordKind kind) {
        return switch (kind) {
            case EVENT -> "events";
            case USAGE -> "cdr";
        };
    }
}
