package io.datastreamer.job.element;

import io.datastreamer.job.reject.MalformedRecord;
import io.datastreamer.job.reject.Reason;
import io.datastreamer.job.reject.Shown;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Reads one block of a FreeRADIUS {@code detail} file: a line of the server's own, then an indented line
 * {@code Name = value} for each attribute. Values are numbers, names of numbers, addresses, octets as {@code 0x…}, or
 * texts in double quotes with backslashes. Finds the attributes that are needed and skips all others. If a name occurs
 * several times, the first one counts.
 *
 * <p>It can be reused for any number of blocks, one after the other.
 */
final class DetailBlock {
    private static final RadiusAttribute[] ATTRIBUTES = RadiusAttribute.values();
    private static final int SLOTS = 512;
    /** Most octets of an attribute (RFC 2865, clause 5). */
    private static final int MOST_OCTETS = 253;
    /** Each octet may be written as four characters, between quotes. */
    private static final int MOST_WRITTEN = 4 * MOST_OCTETS + 2;

    private static final byte[][] NAMES = new byte[SLOTS][];
    private static final RadiusAttribute[] OF_NAMES = new RadiusAttribute[SLOTS];

    static {
        for (RadiusAttribute attribute : ATTRIBUTES) {
            for (String name : attribute.names()) {
                byte[] bytes = name.getBytes(US_ASCII);
                int slot = slot(hash(bytes, 0, bytes.length));
                while (NAMES[slot] != null) {
                    slot = slot(slot + 1);
                }
                NAMES[slot] = bytes;
                OF_NAMES[slot] = attribute;
            }
        }
    }

    private final int[] starts = new int[ATTRIBUTES.length];
    private final int[] ends = new int[ATTRIBUTES.length];
    private byte[] block = {};
    private boolean endsMidLine;
    private @Nullable RadiusAttribute last;

    /**
     * Finds the attributes of a block.
     *
     * @throws MalformedRecord when a line is no attribute, or the block ends in the middle of one
     */
    void open(byte[] bytes) throws MalformedRecord {
        block = bytes;
        last = null;
        Arrays.fill(starts, -1);
        endsMidLine = bytes.length > 0 && bytes[bytes.length - 1] != '\n';
        int at = 0;
        boolean any = false;
        while (at < bytes.length) {
            int end = endOfLine(at);
            if (bytes[at] == '\t' || bytes[at] == ' ') {
                attribute(at, end);
                any = true;
            } else if (at > 0 && end > at) {
                throw malformed("record: the line \"" + shown(at, end) + "\" in a block is no attribute");
            }
            at = end + 1;
        }
        if (!any) {
            throw malformed("record: is no block of attributes: \"" + shown(0, Math.min(bytes.length, 200)) + '"');
        }
        // a number that was cut off still looks like a number: only the server's own last line may lack its end
        if (endsMidLine && last != RadiusAttribute.TIMESTAMP) {
            throw malformed("record: the block is cut off, its last line has no end");
        }
    }

    private void attribute(int from, int lineEnd) throws MalformedRecord {
        int end = lineEnd;
        while (end > from && (block[end - 1] == '\r' || block[end - 1] == ' ')) {
            end--;
        }
        int start = from;
        while (start < end && (block[start] == '\t' || block[start] == ' ')) {
            start++;
        }
        if (start == end) {
            return;
        }
        int hash = 0;
        int equals = start;
        while (equals < end && block[equals] != ' ' && block[equals] != '=') {
            hash = 31 * hash + block[equals];
            equals++;
        }
        int nameEnd = equals;
        // "=" as the server writes it, or another operator of its configuration language
        while (equals < end && block[equals] != '=' && equals - nameEnd <= 2) {
            equals++;
        }
        if (equals >= end || block[equals] != '=' || nameEnd == start) {
            throw malformed("record: the line \"" + shown(start, end) + "\" is no attribute");
        }
        int value = equals + 1;
        while (value < end && block[value] == ' ') {
            value++;
        }
        last = named(hash, start, nameEnd);
        if (last == RadiusAttribute.ACCT_STATUS_TYPE && starts[last.place()] >= 0) {
            throw malformed("record: is two blocks in one, Acct-Status-Type is there twice");
        }
        if (last != null && starts[last.place()] < 0) {
            starts[last.place()] = value;
            ends[last.place()] = end;
        }
    }

    private @Nullable RadiusAttribute named(int hash, int start, int end) {
        int slot = slot(hash);
        while (NAMES[slot] != null) {
            if (Arrays.equals(NAMES[slot], 0, NAMES[slot].length, block, start, end)) {
                return OF_NAMES[slot];
            }
            slot = slot(slot + 1);
        }
        return null;
    }

    /** Whether the last line has no end, so that its value may be cut off. */
    boolean isCut() {
        return endsMidLine;
    }

    /** Whether the attribute exists and is not empty. */
    boolean has(RadiusAttribute attribute) {
        return starts[attribute.place()] >= 0 && ends[attribute.place()] > starts[attribute.place()];
    }

    /**
     * The attribute's text, without quotes, escapes, and zeros at its end. Octets are read as a text.
     *
     * @return null if it is missing or empty
     */
    @Nullable
    String text(RadiusAttribute attribute) throws MalformedRecord {
        if (!has(attribute)) {
            return null;
        }
        int start = starts[attribute.place()];
        int end = ends[attribute.place()];
        if (end - start > MOST_OCTETS && (end - start > MOST_WRITTEN || octets(attribute).length > MOST_OCTETS)) {
            throw wrong(attribute, "at most " + MOST_OCTETS + " octets");
        }
        String text;
        if (block[start] == '"' || isHex(start, end)) {
            byte[] octets = octets(attribute);
            int length = octets.length;
            while (length > 0 && octets[length - 1] == 0) {
                length--;
            }
            text = new String(octets, 0, length, UTF_8);
        } else {
            text = new String(block, start, end - start, UTF_8);
        }
        if (text.indexOf('\uFFFD') >= 0) {
            throw wrong(attribute, "a text in UTF-8");
        }
        return text.isEmpty() ? null : text;
    }

    /** The octets of an attribute that exists: written as {@code 0x…}, or as a text. */
    byte[] octets(RadiusAttribute attribute) throws MalformedRecord {
        int start = starts[attribute.place()];
        int end = ends[attribute.place()];
        if (block[start] == '"') {
            return unquoted(attribute, start + 1, end);
        }
        if (!isHex(start, end)) {
            return Arrays.copyOfRange(block, start, end);
        }
        int digits = end - start - 2;
        byte[] octets = new byte[digits / 2];
        for (int i = 0; i < octets.length; i++) {
            int high = Character.digit(block[start + 2 + 2 * i], 16);
            int low = Character.digit(block[start + 3 + 2 * i], 16);
            if (high < 0 || low < 0) {
                throw wrong(attribute, "octets in hexadecimal");
            }
            octets[i] = (byte) (high << 4 | low);
        }
        if (digits % 2 != 0) {
            throw wrong(attribute, "whole octets in hexadecimal");
        }
        return octets;
    }

    /** Whether the attribute exists and is written as octets: the server's dictionary does not know it. */
    boolean isOctets(RadiusAttribute attribute) {
        return has(attribute) && isHex(starts[attribute.place()], ends[attribute.place()]);
    }

    /**
     * The number of an attribute, or {@code absent} if it is missing.
     *
     * @throws MalformedRecord when it is no number of at most 32 bits
     */
    long number(RadiusAttribute attribute, long absent) throws MalformedRecord {
        if (!has(attribute)) {
            return absent;
        }
        int start = starts[attribute.place()];
        int end = ends[attribute.place()];
        boolean hex = isHex(start, end);
        if (block[start] == '"') {
            start++;
            end = Math.max(start, end - 1);
        }
        long number = 0;
        int radix = hex ? 16 : 10;
        for (int i = hex ? start + 2 : start; i < end; i++) {
            int digit = Character.digit(block[i], radix);
            number = number * radix + digit;
            if (digit < 0 || number > 0xFFFF_FFFFL) {
                throw wrong(attribute, "a number of 32 bits");
            }
        }
        if (end == start) {
            throw wrong(attribute, "a number of 32 bits");
        }
        return number;
    }

    /** An exception for an attribute that is wrong. */
    MalformedRecord wrong(RadiusAttribute attribute, String expected) {
        String value = shown(starts[attribute.place()], ends[attribute.place()]);
        return new MalformedRecord(Reason.MEMBER_WRONG, attribute.text() + ": is " + value + ", must be " + expected);
    }

    /** An exception for an attribute that is missing. */
    static MalformedRecord missing(RadiusAttribute attribute) {
        return new MalformedRecord(Reason.MEMBER_MISSING, attribute.text() + ": is missing");
    }

    private byte[] unquoted(RadiusAttribute attribute, int from, int to) throws MalformedRecord {
        byte[] octets = new byte[to - from];
        int length = 0;
        int i = from;
        while (i < to && block[i] != '"') {
            byte octet = block[i++];
            if (octet == '\\' && i < to) {
                byte escaped = block[i++];
                octet = switch (escaped) {
                    case 'n' -> '\n';
                    case 'r' -> '\r';
                    case 't' -> '\t';
                    default -> escaped;
                };
                if (escaped >= '0' && escaped <= '3' && i + 1 < to && isOctal(block[i]) && isOctal(block[i + 1])) {
                    octet = (byte) ((escaped - '0') << 6 | (block[i] - '0') << 3 | (block[i + 1] - '0'));
                    i += 2;
                }
            }
            octets[length++] = octet;
        }
        if (i != to - 1) {
            throw wrong(attribute, "a text in double quotes");
        }
        return Arrays.copyOf(octets, length);
    }

    private boolean isHex(int start, int end) {
        return end - start > 2 && block[start] == '0' && (block[start + 1] == 'x' || block[start + 1] == 'X');
    }

    private static boolean isOctal(byte digit) {
        return digit >= '0' && digit <= '7';
    }

    private int endOfLine(int from) {
        int end = from;
        while (end < block.length && block[end] != '\n') {
            end++;
        }
        return end;
    }

    private String shown(int start, int end) {
        return Shown.text(new String(block, start, end - start, UTF_8).strip());
    }

    private static MalformedRecord malformed(String message) {
        return new MalformedRecord(Reason.UNREADABLE, message);
    }

    private static int hash(byte[] bytes, int start, int end) {
        int hash = 0;
        for (int i = start; i < end; i++) {
            hash = 31 * hash + bytes[i];
        }
        return hash;
    }

    private static int slot(int hash) {
        return (hash ^ (hash >>> 15)) & (SLOTS - 1);
    }
}
