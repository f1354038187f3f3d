package io.datastreamer.options;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Something that the operator of a program can set.
 *
 * @param key the name after {@code --} on the command line and in the file
 * @param value what a value looks like, as the list of options shows it
 * @param byDefault the text that its absence stands for; null when it has no value then
 * @param expects what a valid value is, as the end of the sentence "expected is …"
 * @param description what it is for
 * @param read makes a value of a text; null, or an {@link IllegalArgumentException}, when it is not valid
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

    /** A file, which nobody looks at yet. */
    public static DeclaredOption<Path> file(String key, String expects, String description) {
        return new DeclaredOption<>(
                key, "FILE", null, expects, description, text -> text.isBlank() ? null : Path.of(text));
    }

    /** A whole number between two. */
    public static DeclaredOption<Integer> number(
            String key, String byDefault, int least, int most, String description) {
        String expects = "a whole number from " + least + " to " + most;
        return new DeclaredOption<>(key, "NUMBER", byDefault, expects, description, text -> {
            int number = Integer.parseInt(text);
            return number >= least && number <= most ? number : null;
        });
    }

    /** A time above zero. */
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
