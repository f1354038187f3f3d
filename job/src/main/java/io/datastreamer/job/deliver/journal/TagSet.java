package io.datastreamer.job.deliver.journal;

import java.util.Arrays;
import java.util.Collection;
import static java.nio.charset.StandardCharsets.UTF_8;

/** Tags, as a JSON text of tags with commas between them is asked for them; blanks at the ends of a tag do not count. */
final class TagSet {
    private final byte[][] wanted;

    private TagSet(byte[][] wanted) {
        this.wanted = wanted;
    }

    /** Of tags without commas and control characters: these two escapes are all that the rest needs in a JSON text. */
    static TagSet of(Collection<String> tags) {
        return new TagSet(tags.stream()
                .map(tag -> tag.replace("\\", "\\\\").replace("\"", "\\\"").getBytes(UTF_8))
                .toArray(byte[][]::new));
    }

    /**
     * Whether a value has one of them.
     *
     * @param start where it starts, be it a text or null; -1 when there is none
     */
    boolean hasAnyOf(byte[] bytes, int start) {
        if (start == -1 || bytes[start] != '"') {
            return false;
        }
        int from = start + 1;
        int at = from;
        while (bytes[at] != '"') {
            if (bytes[at] == ',') {
                if (isWanted(bytes, from, at)) {
                    return true;
                }
                from = at + 1;
            }
            at += bytes[at] == '\\' ? 2 : 1;
        }
        return isWanted(bytes, from, at);
    }

    private boolean isWanted(byte[] bytes, int start, int end) {
        int from = start;
        int to = end;
        while (from < to && bytes[from] == ' ') {
            from++;
        }
        while (from < to && bytes[to - 1] == ' ') {
            to--;
        }
        for (byte[] tag : wanted) {
            if (tag.length == to - from && Arrays.equals(tag, 0, tag.length, bytes, from, to)) {
                return true;
            }
        }
        return false;
    }
}
