package io.datastreamer.job.deliver.engine;

import io.datastreamer.contract.RecordKind;
import io.datastreamer.job.deliver.lane.Lane;
import java.util.EnumMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The cursor of a fetch: how far the documents of an answer go. A customer sends it back to confirm that all of them
 * have arrived.
 *
 * @param parts by kind
 * @param replay stands for the last replay: a cursor from before a replay confirms nothing of what comes after it
 */
record FetchCursor(Map<RecordKind, Part> parts, String replay) {
    private static final Pattern TEXT =
            Pattern.compile("(?:e([0-9]{1,18})\\.([0-9]{1,18})-)?(?:u([0-9]{1,18})\\.([0-9]{1,18})-)?r([0-9a-f]{1,8})");

    /**
     * How far the documents of one kind go.
     *
     * @param number entries of the kind with a smaller number are included
     * @param apart documents that waited apart are included if their number is smaller
     */
    record Part(long number, long apart) {}

    /** What identifies a lane's last replay. */
    static String replayOf(Lane lane) {
        return Integer.toHexString(lane.cursor().lastReplayId().hashCode());
    }

    /** Parses a text; null if it is no cursor. */
    static @Nullable FetchCursor read(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            return null;
        }
        Map<RecordKind, Part> parts = new EnumMap<>(RecordKind.class);
        put(parts, RecordKind.EVENT, matcher.group(1), matcher.group(2));
        put(parts, RecordKind.USAGE, matcher.group(3), matcher.group(4));
        return new FetchCursor(parts, matcher.group(5));
    }

    private static void put(
            Map<RecordKind, Part> parts, RecordKind kind, @Nullable String number, @Nullable String apart) {
        if (number != null && apart != null) {
            parts.put(kind, new Part(Long.parseLong(number), Long.parseLong(apart)));
        }
    }

    /** The text that {@link #read} parses. */
    String text() {
        return text("e", parts.get(RecordKind.EVENT)) + text("u", parts.get(RecordKind.USAGE)) + "r" + replay;
    }

    private static String text(String kind, @Nullable Part part) {
        return part == null ? "" : kind + part.number() + "." + part.apart() + "-";
    }
}
