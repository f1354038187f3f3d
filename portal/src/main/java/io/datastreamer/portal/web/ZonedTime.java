package io.datastreamer.portal.web;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** Times in requests: ISO 8601 with a zone, such as {@code 2026-11-20T00:00:00Z}. */
public final class ZonedTime {
    private static final int LAST_YEAR = 9999;

    private ZonedTime() {}

    /**
     * Reads a time.
     *
     * @return null if the text is none, or of a year before 0 or after 9999, which milliseconds since the epoch may not
     *     reach
     */
    public static @Nullable Instant orNull(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            OffsetDateTime time = OffsetDateTime.parse(text);
            return time.getYear() >= 0 && time.getYear() <= LAST_YEAR ? time.toInstant() : null;
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
