package io.datastreamer.job.deliver.journal;

import java.util.Arrays;
import java.util.Collection;
import static java.nio.charset.StandardCharsets.UTF_8;

/** Tags to look for in a JSON text that holds tags separated by commas. Blanks around a tag do not count. */
final class TagSet {
    private final byte[][] wanted;

    private TagSet(byte[][] wanted) {
        this.wanted = wanted;
    }

    /**
     * Makes a set of tags that have no commas or control characters: then these two escapes are all that JSON needs.
     */
    static TagSet of(Collection<String> tags) {
        return new TagSet(tags.stream()
                .map(tag -> tag.replace("\\", "\\\\").replace("\"", "\\\"").getBytes(UTF_8))
                .toArray(byte[][]::new));
    }

    /**
     * Whether a JSON value has one of the tags.
     *
     * @param start where the value starts, a text or null; -1 if there is none
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
