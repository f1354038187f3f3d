package io.datastreamer.connectors.http;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the header {@code Retry-After} (RFC 9110, section 10.2.3): seconds, or an HTTP date in any of its three forms
 * (section 5.6.7). Lenient if the meaning is clear: fractions of a second, a number given more than once, a wrong day
 * of the week.
 */
public final class RetryAfter {
    /** No receiver can ask for a longer wait: a wrong header must not silence a stream for days. */
    public static final Duration LONGEST = Duration.ofHours(1);

    private static final Pattern NUMBER = Pattern.compile("[0-9]+(?:\\.[0-9]*)?");
    private static final Pattern NUMBERS = Pattern.compile(NUMBER + "(?:\\s*,\\s*" + NUMBER + ")*");
    private static final Pattern SPACES = Pattern.compile("\\s+");
    private static final Pattern DAY_OF_WEEK = Pattern.compile("^[A-Za-z]+,? ");
    private static final Pattern GMT = Pattern.compile(" (?:GMT|UTC)$", Pattern.CASE_INSENSITIVE);

    private RetryAfter() {}

    /** The wait that a header's value asks for, from zero to {@link #LONGEST}; null when absent or unintelligible. */
    public static @Nullable Duration read(@Nullable String header, Instant now) {
        if (header == null) {
            return null;
        }
        String value = header.trim();
        Duration wait = NUMBERS.matcher(value).matches() ? longest(value) : until(value, now);
        return wait == null || wait.compareTo(LONGEST) < 0 ? wait : LONGEST;
    }

    private static Duration longest(String numbers) {
        double seconds = 0;
        Matcher number = NUMBER.matcher(numbers);
        while (number.find()) {
            seconds = Math.max(seconds, Double.parseDouble(number.group()));
        }
        return Duration.ofSeconds((long) Math.ceil(Math.min(seconds, (double) LONGEST.toSeconds())));
    }

    private static @Nullable Duration until(String date, Instant now) {
        String oneSpace = SPACES.matcher(date).replaceAll(" ");
        String withoutDay = DAY_OF_WEEK.matcher(oneSpace).replaceFirst("");
        String bare = GMT.matcher(withoutDay).replaceFirst("");
        for (DateTimeFormatter form : forms(now)) {
            try {
                Instant until = LocalDateTime.parse(bare, form).toInstant(ZoneOffset.UTC);
                return until.isBefore(now) ? Duration.ZERO : Duration.between(now, until);
            } catch (DateTimeException e) {
                // try the next form
            }
        }
        return null;
    }

    /** The current form, that of RFC 850, and that of C's asctime; all without the day of the week. */
    private static List<DateTimeFormatter> forms(Instant now) {
        // a two-digit year means the one at most 50 years ahead
        int firstYear = now.atOffset(ZoneOffset.UTC).getYear() - 49;
        return List.of(
                form().appendPattern("d MMM uuuu HH:mm:ss").toFormatter(Locale.ENGLISH),
                form().appendPattern("d-MMM-")
                        .appendValueReduced(ChronoField.YEAR, 2, 2, firstYear)
                        .appendPattern(" HH:mm:ss")
                        .toFormatter(Locale.ENGLISH),
                form().appendPattern("MMM d HH:mm:ss uuuu").toFormatter(Locale.ENGLISH));
    }

    private static DateTimeFormatterBuilder form() {
        return new DateTimeFormatterBuilder().parseCaseInsensitive();
    }
}
