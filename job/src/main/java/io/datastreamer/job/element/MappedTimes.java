package io.datastreamer.job.element;

import java.text.ParsePosition;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads times of a CSV by the pattern and zone of its mapping. */
final class MappedTimes {
    private static final String ISO = "";

    private final @Nullable ZoneId zone;
    private final Map<String, DateTimeFormatter> formats = new HashMap<>();
    private final Map<String, ZonedText> zones = new HashMap<>();

    /** @param zone the source's; null if not set */
    MappedTimes(@Nullable ZoneId zone) {
        this.zone = zone;
    }

    /**
     * Reads a time.
     *
     * @return milliseconds since the epoch
     * @throws ZonedText.UnclearTime when it is no time; says why
     */
    long millis(String text, CsvMapping.Source source) throws ZonedText.UnclearTime {
        String pattern = source.pattern() == null ? ISO : source.pattern();
        try {
            return switch (pattern) {
                case CsvMappingFile.UNIX_SECONDS -> Math.multiplyExact(Long.parseLong(text), 1000L);
                case CsvMappingFile.UNIX_MILLIS -> Long.parseLong(text);
                case ISO -> ofZone(iso(text), "", source);
                default -> ofPattern(text, pattern, source);
            };
        } catch (DateTimeException | ArithmeticException | NumberFormatException e) {
            throw new ZonedText.UnclearTime("must be a time " + (pattern.isEmpty() ? "of ISO 8601" : "as " + pattern));
        }
    }

    private long ofPattern(String text, String pattern, CsvMapping.Source source) throws ZonedText.UnclearTime {
        String local = CsvMappingFile.withoutZoneName(pattern);
        if (local.equals(pattern)) {
            return ofZone(format(pattern).parse(text), "", source);
        }
        // Java must not guess what a zone's name means: the source's zone says it
        ParsePosition end = new ParsePosition(0);
        TemporalAccessor time = format(local).parse(text, end);
        return ofZone(time, text.substring(end.getIndex()).strip(), source);
    }

    private static TemporalAccessor iso(String text) {
        return DateTimeFormatter.ISO_DATE_TIME.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
    }

    private DateTimeFormatter format(String pattern) {
        return formats.computeIfAbsent(pattern, p -> DateTimeFormatter.ofPattern(p, Locale.ENGLISH));
    }

    private long ofZone(TemporalAccessor time, String name, CsvMapping.Source source) throws ZonedText.UnclearTime {
        if (time.isSupported(ChronoField.INSTANT_SECONDS)) {
            return Instant.from(time).toEpochMilli();
        }
        LocalDateTime local = time.isSupported(ChronoField.HOUR_OF_DAY)
                ? LocalDateTime.from(time)
                : LocalDate.from(time).atStartOfDay();
        ZoneId of = source.zone() == null ? zone : source.zone();
        ZonedText texts = zones.computeIfAbsent(String.valueOf(of), id -> new ZonedText(of));
        return local.toInstant(texts.offset(local, name)).toEpochMilli();
    }
}
