package io.datastreamer.job.deliver.engine;

import io.datastreamer.job.deliver.journal.Position;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Positions in journals as they are told to people who may come back to them. */
final class Place {
    private static final Pattern TEXT = Pattern.compile("([0-9]{1,18})\\.([0-9]{1,9})");

    private Place() {}

    /** The position that a text stands for; null when it stands for none. It may be one that no journal has. */
    static @Nullable Position read(String text) {
        Matcher matcher = TEXT.matcher(text);
        return matcher.matches()
                ? new Position(Long.parseLong(matcher.group(1)), Integer.parseInt(matcher.group(2)))
                : null;
    }

    /** The text that {@link #read} reads. */
    static String text(Position position) {
        return position.segment() + "." + position.ordinal();
    }
}
