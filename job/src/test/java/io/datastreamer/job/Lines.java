package io.datastreamer.job;

import io.datastreamer.job.record.RawRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import static java.nio.charset.StandardCharsets.UTF_8;

/** Makes raw records for tests, as a source would. */
public final class Lines {
    /** When every line of a test was read, unless the test says otherwise. */
    public static final long READ_AT = 1_600_000_000_000L;

    private Lines() {}

    /** One line. */
    public static RawRecord raw(String line) {
        return raw(line, READ_AT);
    }

    /** One line that was read at the given time. */
    public static RawRecord raw(String line, long timestamp) {
        return new RawRecord(line.getBytes(UTF_8), null, "test", 0, timestamp, null);
    }

    /** All lines of a resource. */
    public static List<RawRecord> of(String resource) {
        List<RawRecord> records = new ArrayList<>();
        text(resource).lines().forEach(line -> records.add(raw(line)));
        return records;
    }

    /** The text of a resource. */
    public static String text(String resource) {
        try (InputStream in = Objects.requireNonNull(Lines.class.getResourceAsStream(resource), resource)) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * JSON without the white space between its tokens; everything else is unchanged, including member order and
     * numbers.
     */
    public static String compact(String json) {
        StringBuilder compact = new StringBuilder();
        boolean inString = false;
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (c == '\\' && inString) {
                compact.append(c).append(json.charAt(++i));
                continue;
            }
            if (c == '"') {
                inString = !inString;
            }
            if (inString || !Character.isWhitespace(c)) {
                compact.append(c);
            }
        }
        return compact.toString();
    }
}
