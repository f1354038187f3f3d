package io.datastreamer.job.element.cdr;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

/** Converts octets to texts. Texts that often repeat, such as addresses of nodes, are created once. Not thread-safe. */
public final class CdrTexts {
    private static final int KEPT = 1 << 9;
    private static final int LONGEST_KEPT = 256;
    private static final int MAX_DIGITS = 20;
    private static final int V4 = 4;
    private static final int V6 = 16;
    private static final int GROUPS = 8;

    private final byte[][] keys = new byte[KEPT][];
    private final String[] texts = new String[KEPT];
    private final byte[] digits = new byte[MAX_DIGITS];
    private final byte[] dotted = new byte[15];

    /** Digits in octets, one in each half, the lower half first; a half that is no digit ends them. */
    public String digits(byte[] octets, int from, int to) {
        int count = 0;
        for (int i = from; i < to && count + 2 <= MAX_DIGITS; i++) {
            int low = octets[i] & 0xF;
            int high = octets[i] >> 4 & 0xF;
            if (low > 9) {
                break;
            }
            digits[count++] = (byte) ('0' + low);
            if (high > 9) {
                break;
            }
            digits[count++] = (byte) ('0' + high);
        }
        return new String(digits, 0, count, ISO_8859_1);
    }

    /** A text in UTF-8 that often repeats. */
    public String text(byte[] octets, int from, int to) {
        int slot = slot(octets, from, to, 0);
        String kept = kept(slot, octets, from, to);
        return kept != null ? kept : keep(slot, octets, from, to, new String(octets, from, to - from, UTF_8));
    }

    /** An IP address of 4 or 16 octets that often repeats; null if it is none. */
    public @Nullable String nodeAddress(byte[] octets, int from, int to) {
        int slot = slot(octets, from, to, 1);
        String kept = kept(slot, octets, from, to);
        if (kept != null) {
            return kept;
        }
        String made = address(octets, from, to);
        return made == null ? null : keep(slot, octets, from, to, made);
    }

    /** An IP address of 4 or 16 octets; null if it is none. IPv6 in the form of RFC 5952. */
    public @Nullable String address(byte[] octets, int from, int to) {
        if (to - from == V6) {
            return v6(octets, from);
        }
        if (to - from != V4) {
            return null;
        }
        int count = 0;
        for (int i = from; i < to; i++) {
            int number = octets[i] & 0xFF;
            if (number >= 100) {
                dotted[count++] = (byte) ('0' + number / 100);
            }
            if (number >= 10) {
                dotted[count++] = (byte) ('0' + number / 10 % 10);
            }
            dotted[count++] = (byte) ('0' + number % 10);
            if (i < to - 1) {
                dotted[count++] = '.';
            }
        }
        return new String(dotted, 0, count, ISO_8859_1);
    }

    /** An IP address given as text, in the same form as binary ones; null if it is none. */
    public @Nullable String addressOfText(byte[] octets, int from, int to) {
        int slot = slot(octets, from, to, 2);
        String kept = kept(slot, octets, from, to);
        if (kept != null) {
            return kept;
        }
        boolean v6 = false;
        for (int i = from; i < to; i++) {
            byte octet = octets[i];
            v6 |= octet == ':';
            if (octet != '.' && octet != ':' && Character.digit(octet, 16) < 0) {
                return null;
            }
        }
        String text = new String(octets, from, to - from, ISO_8859_1);
        try {
            // not a name, since only digits, dots and colons are left
            byte[] address = v6 || isDotted(text) ? InetAddress.getByName(text).getAddress() : new byte[0];
            String made = address(address, 0, address.length);
            return made == null ? null : keep(slot, octets, from, to, made);
        } catch (UnknownHostException e) {
            return null;
        }
    }

    private static boolean isDotted(String text) {
        int numbers = 1;
        int number = -1;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '.' && number >= 0) {
                numbers++;
                number = -1;
            } else if (c >= '0' && c <= '9') {
                number = Math.max(0, number) * 10 + c - '0';
            } else {
                return false;
            }
            if (number > 255) {
                return false;
            }
        }
        return numbers == V4 && number >= 0;
    }

    // leaves out the longest run of zero groups, the first of equal ones; not a single group
    private static String v6(byte[] octets, int from) {
        int bestAt = -1;
        int bestLength = 1;
        for (int group = 0; group < GROUPS; group++) {
            int length = 0;
            while (group + length < GROUPS && group(octets, from, group + length) == 0) {
                length++;
            }
            if (length > bestLength) {
                bestAt = group;
                bestLength = length;
            }
            group += length;
        }
        StringBuilder text = new StringBuilder(39);
        for (int group = 0; group < GROUPS; group++) {
            if (group == bestAt) {
                text.append(group == 0 ? "::" : ":");
                group += bestLength - 1;
            } else {
                text.append(Integer.toHexString(group(octets, from, group)));
                if (group < GROUPS - 1) {
                    text.append(':');
                }
            }
        }
        return text.toString();
    }

    private static int group(byte[] octets, int from, int group) {
        return (octets[from + 2 * group] & 0xFF) << 8 | (octets[from + 2 * group + 1] & 0xFF);
    }

    private @Nullable String kept(int slot, byte[] octets, int from, int to) {
        byte[] key = keys[slot];
        return key != null && Arrays.equals(key, 0, key.length, octets, from, to) ? texts[slot] : null;
    }

    private String keep(int slot, byte[] octets, int from, int to, String text) {
        if (to - from > LONGEST_KEPT) {
            return text;
        }
        keys[slot] = Arrays.copyOfRange(octets, from, to);
        texts[slot] = text;
        return text;
    }

    // each kind has its own slots: the same octets may mean two things
    private static int slot(byte[] octets, int from, int to, int kind) {
        int hash = to - from;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + octets[i];
        }
        hash ^= hash >>> 16;
        return ((hash * 0x9E3779B1) >>> 25) * 4 + kind;
    }
}
