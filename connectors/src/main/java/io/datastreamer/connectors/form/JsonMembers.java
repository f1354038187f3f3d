package io.datastreamer.connectors.form;

import java.util.Arrays;

/**
 * A cursor over the members of compact JSON objects that we wrote: well-formed, without spaces. It skips values without
 * reading them; to enter an object, ask for its members. Not thread-safe.
 */
final class JsonMembers {
    private final byte[] json;
    private int at;
    private int nameStart;
    private int nameEnd;

    /** Starts before the object at an offset. */
    JsonMembers(byte[] json, int at) {
        this.json = json;
        this.at = at;
    }

    /**
     * Moves to the next member's value, from an object's start or from behind a value. Returns false, and moves behind
     * the object, if there is no further member.
     */
    boolean next() {
        byte here = json[at++];
        if (here == '{' && json[at] == '}') {
            here = json[at++];
        }
        if (here == '}') {
            return false;
        }
        if (here != '{' && here != ',') {
            throw new IllegalStateException("neither a member nor an object's end");
        }
        nameStart = at + 1;
        nameEnd = stringEnd(nameStart) - 1;
        at = nameEnd + 2;
        return true;
    }

    /** Whether the current member has this name. */
    boolean isNamed(byte[] name) {
        return nameEnd - nameStart == name.length && Arrays.equals(json, nameStart, nameEnd, name, 0, name.length);
    }

    /** The current offset: at a value, behind one, or behind an object. */
    int at() {
        return at;
    }

    /** The offset of the comma before the current member, which must not be the first. */
    int commaBefore() {
        return nameStart - 2;
    }

    /** Skips a value and returns the offset of its end. */
    int skip() {
        byte first = json[at];
        if (first == '"') {
            at = stringEnd(at + 1);
        } else if (first == '{' || first == '[') {
            skipNested();
        } else {
            int i = at;
            while (json[i] != ',' && json[i] != '}' && json[i] != ']') {
                i++;
            }
            at = i;
        }
        return at;
    }

    private void skipNested() {
        int depth = 0;
        int i = at;
        do {
            byte here = json[i++];
            if (here == '"') {
                i = stringEnd(i);
            } else if (here == '{' || here == '[') {
                depth++;
            } else if (here == '}' || here == ']') {
                depth--;
            }
        } while (depth > 0);
        at = i;
    }

    // the offset behind the closing quote of the string whose content starts here
    private int stringEnd(int start) {
        byte[] in = json;
        int i = start;
        while (true) {
            byte here = in[i++];
            if (here == '"') {
                return i;
            }
            if (here == '\\') {
                i++;
            }
        }
    }
}
