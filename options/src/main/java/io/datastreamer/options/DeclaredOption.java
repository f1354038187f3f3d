package io.datastreamer.options;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An option that the operator of a program can set.
 *
 * @param key the name after {@code --} on the command line and in the file
 * @param value the form of a value, as the list of options shows it
 * @param byDefault the value, as text, when the option is not set; null for none
 * @param expects what a valid value is; ends the sentence "expected is …"
 * @param description what the option is for
 * @param read parses the text; returns null or throws an {@link IllegalArgumentException} when it is invalid
 */
public record DeclaredOption<T>(
        String key,
        String value,
        @Nullable String byDefault,
        String expects,
        String description,
        Function<String, @Nullable T> read) {
    private static final Pattern DURATION = Pattern.compile("([0-9]{1,9}) *(ms|s|min|h|d)");

    /** A text that is not blank. */
    public static DeclaredOption<String> text(
            String key, String value, @Nullable String byDefault, String expects, String description) {
        return new DeclaredOption<>(key, value, byDefault, expects, description, text -> text.isBlank() ? null : text);
    }

    /** A file, which is not checked yet. */
    public static DeclaredOption<Path> file(String key, String expects, String description) {
        return new DeclaredOption<>(
                key, "FILE", null, expects, description, text -> text.isBlank() ? null : Path.of(text));
    }

    /** A whole number between two bounds. */
    public static DeclaredOption<Integer> number(
            String key, String byDefault, int least, int most, String description) {
        String expects = "a whole number from " + least + " to " + most;
        return new DeclaredOption<>(key, "NUMBER", byDefault, expects, description, text -> {
            int number = Integer.parseInt(text);
            return number >= least && number <= most ? number : null;
        });
    }

    /** A duration above zero. */
    public static DeclaredOption<Duration> duration(String key, String byDefault, String description) {
        String expects = "a time above zero such as 500 ms, 30 s, 10 min, 1 h, 20 d";
        return new DeclaredOption<>(key, "DURATION", byDefault, expects, description, DeclaredOption::time);
    }

    private static @Nullable Duration time(String text) {
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches() || Long.parseLong(matcher.group(1)) == 0) {
            return null;
        }
        long number = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            case "min" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }
}
