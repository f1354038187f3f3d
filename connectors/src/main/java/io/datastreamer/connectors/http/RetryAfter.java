package io.datastreamer.connectors.http;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the header {@code Retry-After} (RFC 9110, section 10.2.3): seconds, or an HTTP date. */
public final class RetryAfter {
    /** No receiver can ask for a longer wait: a wrong header must not silence a stream for days. */
    public static final Duration LONGEST = Duration.ofHours(1);

    private static final Pattern SECONDS = Pattern.compile("[0-9]+");

    private RetryAfter() {}

    /** The wait that a header's value asks for, zero to {@link #LONGEST}; null when absent or not understood. */
    public static @Nullable Duration read(@Nullable String header, Instant now) {
        if (header == null) {
            return null;
        }
        String value = header.trim();
        Duration wait;
        if (SECONDS.matcher(value).matches()) {
            // more digits than this are longer than the longest wait, and may be more than a long holds
            wait = value.length() > 9 ? LONGEST : Duration.ofSeconds(Long.parseLong(value));
        } else {
            try {
                Instant until = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                        .toInstant();
                wait = until.isBefore(now) ? Duration.ZERO : Duration.between(now, until);
            } catch (DateTimeException e) {
                return null;
            }
        }
        return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    }
}
