package io.datastreamer.job.deliver.engine;

import io.datastreamer.job.deliver.journal.Position;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Converts positions in journals to the text that people get, and back. */
final class Place {
    private static final Pattern TEXT = Pattern.compile("([0-9]{1,18})\\.([0-9]{1,9})");

    private Place() {}

    /** Parses a position; null if the text is none. No journal need have that position. */
    static @Nullable Position read(String text) {
        Matcher matcher = TEXT.matcher(text);
        return matcher.matches()
                ? new Position(Long.parseLong(matcher.group(1)), Integer.parseInt(matcher.group(2)))
                : null;
    }

    /** The text that {@link #read} parses. */
    static String text(Position position) {
        return position.segment() + "." + position.ordinal();
    }
}
