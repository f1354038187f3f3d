package io.datastreamer.connectors.form;

import java.util.Arrays;

/**
 * Goes through the members of compact JSON objects of ours: well-formed, without spaces. Values are passed by and not
 * read; an object is entered by asking for its members. Not thread-safe.
 */
final class JsonMembers {
    private final byte[] json;
    private int at;
    private int nameStart;
    private int nameEnd;

    /** Stands before the object at a place. */
    JsonMembers(byte[] json, int at) {
        this.json = json;
        this.at = at;
    }

    /**
     * Goes to the next member's value, from an object's beginning or from behind a value; false, and behind the object,
     * when there is none.
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

    /** Whether the member that it stands at has this name. */
    boolean isNamed(byte[] name) {
        return nameEnd - nameStart == name.length && Arrays.equals(json, nameStart, nameEnd, name, 0, name.length);
    }

    /** Where it stands: at a value, behind one, or behind an object. */
    int at() {
        return at;
    }

    /** Where the comma before the member that it stands at is; not of a first one. */
    int commaBefore() {
        return nameStart - 2;
    }

    /** Passes a value by, and says where it ended. */
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

    // behind the quote that ends the string whose content starts here
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
