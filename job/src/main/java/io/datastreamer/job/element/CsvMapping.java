package io.datastreamer.job.element;

import io.datastreamer.job.record.SessionRecord.Event;
import java.io.Serializable;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the columns of an operator's own CSV mean.
 *
 * @param separator between columns
 * @param quote around a column that contains a separator
 * @param columns names, in order; a line of just these is skipped
 * @param parts whether volumes are those of each record alone; else they are counters of the session
 * @param session places of the columns that all records of a session, and no others, have in common
 * @param key places of the columns that each record has for itself
 * @param eventColumn place of the column that says what happened; -1 if all records are of {@code defaultEvent}
 * @param events what its texts mean; null for records that are of no use
 * @param defaultEvent of all other texts; null if those are rejected
 * @param members where each member is
 */
@SuppressWarnings("serial") // the lists and maps that are put in can be written
public record CsvMapping(
        char separator,
        char quote,
        List<String> columns,
        boolean parts,
        List<Integer> session,
        List<Integer> key,
        int eventColumn,
        Map<String, EventOf> events,
        @Nullable EventOf defaultEvent,
        EnumMap<CsvMember, Source> members)
        implements Serializable {

    /** The meaning of a text in the event's column. */
    public enum EventOf {
        START(Event.START),
        UPDATE(Event.UPDATE),
        STOP(Event.STOP),
        /** A record that is of no use. */
        IGNORE(null);

        private final @Nullable Event event;

        EventOf(@Nullable Event event) {
            this.event = event;
        }

        @Nullable
        Event event() {
            return event;
        }
    }

    /**
     * Where a member comes from.
     *
     * @param column its place; -1 for a constant
     * @param constant the text; null for a column
     * @param factor what numbers are multiplied by
     * @param pattern of times: a pattern of Java's DateTimeFormatter, or a word; null for ISO 8601
     * @param zone of times without one; null for the source's
     * @param values texts that replace others
     */
    public record Source(
            int column,
            @Nullable String constant,
            BigDecimal factor,
            @Nullable String pattern,
            @Nullable ZoneId zone,
            Map<String, String> values)
            implements Serializable {}

    /**
     * Reads a mapping file.
     *
     * @throws BadMapping when it cannot be read, or is not valid; says where
     */
    public static CsvMapping read(Path file) throws BadMapping {
        return new CsvMappingFile(file).mapping();
    }

    /** Thrown when a mapping file is not valid; the message has its name, line and column. */
    public static final class BadMapping extends Exception {
        private static final long serialVersionUID = 1L;

        BadMapping(String message) {
            super(message);
        }

        BadMapping(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
