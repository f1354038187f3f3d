package io.datastreamer.job.element;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads times as FreeRADIUS writes them: {@code Nov  3 2026 09:05:01 UTC}, in the server's zone. Also reads seconds
 * since the epoch, and ISO 8601 with a zone.
 */
final class RadiusTime {
    private static final Pattern TEXT =
            Pattern.compile("([A-Za-z]{3}) +(\\d{1,2}) +(\\d{4}) +(\\d{2}):(\\d{2}):(\\d{2})(?: +(\\S{1,12}))?");
    private static final Pattern SECONDS = Pattern.compile("\\d{1,10}");
    private static final String MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec";

    private final ZonedText zones;
    // records come in bursts of the same second
    private String lastText = "";
    private long lastMillis;

    RadiusTime(@Nullable ZoneId zone) {
        zones = new ZonedText(zone);
    }

    /**
     * Reads a time.
     *
     * @return milliseconds since the epoch
     * @throws ZonedText.UnclearTime when it is no time; says why
     */
    long millis(String text) throws ZonedText.UnclearTime {
        if (!text.equals(lastText)) {
            lastMillis = read(text);
            lastText = text;
        }
        return lastMillis;
    }

    private long read(String text) throws ZonedText.UnclearTime {
        try {
            Matcher parts = TEXT.matcher(text.stripTrailing());
            if (parts.matches()) {
                int month = MONTHS.indexOf(parts.group(1).toLowerCase(Locale.ROOT));
                LocalDateTime local = LocalDateTime.of(
                        Integer.parseInt(parts.group(3)),
                        month % 3 == 0 ? month / 3 + 1 : 0,
                        Integer.parseInt(parts.group(2)),
                        Integer.parseInt(parts.group(4)),
                        Integer.parseInt(parts.group(5)),
                        Integer.parseInt(parts.group(6)));
                String zone = parts.group(7) == null ? "" : parts.group(7);
                return local.toEpochSecond(zones.offset(local, zone)) * 1000;
            }
            if (SECONDS.matcher(text).matches()) {
                return Instant.ofEpochSecond(Long.parseLong(text)).toEpochMilli();
            }
            return OffsetDateTime.parse(text).toInstant().toEpochMilli();
        } catch (DateTimeException e) {
            throw new ZonedText.UnclearTime("must be a time such as Nov  3 2026 09:05:01 UTC");
        }
    }
}
