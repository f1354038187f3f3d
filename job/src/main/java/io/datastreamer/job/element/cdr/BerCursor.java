package io.datastreamer.job.element.cdr;

import io.datastreamer.job.reject.MalformedRecord;
import io.datastreamer.job.reject.Reason;

/**
 * Iterates over BER elements (ITU-T X.690) that follow each other, and creates no objects. Lengths may be definite in
 * any form, or indefinite. The contents of an element are not read, except to find the end of an indefinite one. Not
 * thread-safe.
 */
public final class BerCursor {
    /** Most elements of indefinite length within each other. */
    static final int MAX_DEPTH = 16;

    /** Times their class, this is added to tags that are not context-specific. */
    static final int CLASS = 1 << 24;

    private static final int CONTEXT = 2;
    private static final int CONSTRUCTED = 0x20;
    private static final int LONG_TAG = 0x1F;
    private static final int MAX_TAG_OCTETS = 3;
    private static final int INDEFINITE = 0x80;

    private byte[] octets = {};
    private int at;
    private int end;
    private int tag;
    private boolean constructed;
    private int start;
    private int stop;

    // of the header that was read last
    private int headerTag;
    private int headerEnd;
    private int length;

    /** Starts with the elements in {@code [from, to)}; {@link #next} goes to the first one. */
    public void over(byte[] bytes, int from, int to) {
        octets = bytes;
        at = from;
        end = to;
    }

    /**
     * Goes to the next element.
     *
     * @return false if there are no more
     * @throws MalformedRecord when there is something else
     */
    public boolean next() throws MalformedRecord {
        if (at == end) {
            return false;
        }
        header(at, end);
        tag = headerTag;
        constructed = (octets[at] & CONSTRUCTED) != 0;
        start = headerEnd;
        if (length >= 0) {
            stop = start + length;
            at = stop;
        } else {
            stop = endOfContents(start, 1);
            at = stop + 2;
        }
        return true;
    }

    /** The tag: a context-specific one as it is, others with their class. */
    public int tag() {
        return tag;
    }

    /** Whether the element contains elements. */
    public boolean isConstructed() {
        return constructed;
    }

    /** Place of the first octet of its contents. */
    public int start() {
        return start;
    }

    /** Place after its contents. */
    public int stop() {
        return stop;
    }

    /**
     * Makes the element end with the elements in it, if the last one of them goes beyond its end.
     *
     * @throws MalformedRecord when there is something else in it
     */
    void endWithElements() throws MalformedRecord {
        int place = start;
        while (place < stop) {
            header(place, end);
            place = length >= 0 ? headerEnd + length : endOfContents(headerEnd, 1) + 2;
        }
        if (place > stop) {
            stop = place;
            at = place;
        }
    }

    /** Place after the element. */
    public int position() {
        return at;
    }

    private void header(int from, int to) throws MalformedRecord {
        int place = from;
        int first = octets[place++] & 0xFF;
        int number = first & LONG_TAG;
        if (number == LONG_TAG) {
            number = 0;
            int octet;
            int count = 0;
            do {
                if (place == to || ++count > MAX_TAG_OCTETS) {
                    throw wrong("a tag that does not end", from);
                }
                octet = octets[place++];
                number = number << 7 | (octet & 0x7F);
            } while (octet < 0);
        }
        int tagClass = first >> 6;
        headerTag = tagClass == CONTEXT ? number : number + CLASS * (tagClass + 1);
        if (place == to) {
            throw wrong("an element without length", from);
        }
        int octet = octets[place++] & 0xFF;
        if (octet < INDEFINITE) {
            length = octet;
        } else if (octet == INDEFINITE) {
            if ((first & CONSTRUCTED) == 0) {
                throw wrong("a value of indefinite length", from);
            }
            length = -1;
        } else {
            length = longLength(octet & 0x7F, place, to, from);
            place += octet & 0x7F;
        }
        if (length > to - place) {
            throw wrong("an element that is longer than what it stands in", from);
        }
        headerEnd = place;
    }

    private int longLength(int count, int place, int to, int from) throws MalformedRecord {
        if (count > to - place) {
            throw wrong("a length that is cut off", from);
        }
        long value = 0;
        for (int i = place; i < place + count; i++) {
            value = value << 8 | (octets[i] & 0xFF);
            if (value > Integer.MAX_VALUE) {
                throw wrong("an element that is longer than what it stands in", from);
            }
        }
        return (int) value;
    }

    /** Place of the two zeros that end an element of indefinite length. */
    private int endOfContents(int from, int depth) throws MalformedRecord {
        if (depth > MAX_DEPTH) {
            throw wrong("elements of indefinite length in each other, more than " + MAX_DEPTH, from);
        }
        int place = from;
        while (end - place >= 2) {
            if (octets[place] == 0 && octets[place + 1] == 0) {
                return place;
            }
            header(place, end);
            int contents = headerEnd;
            place = length >= 0 ? contents + length : endOfContents(contents, depth + 1) + 2;
        }
        throw wrong("an element of indefinite length without end", from);
    }

    private static MalformedRecord wrong(String what, int place) {
        return new MalformedRecord(Reason.UNREADABLE, "record: at octet " + place + " stands " + what);
    }
}
