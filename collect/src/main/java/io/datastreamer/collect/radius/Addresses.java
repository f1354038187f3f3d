package io.datastreamer.collect.radius;

/** Writes addresses as RADIUS servers do: IPv6 in its short form (RFC 5952). */
final class Addresses {
    static final int V4_OCTETS = 4;
    static final int V6_OCTETS = 16;

    private static final int GROUPS = 8;

    private Addresses() {}

    /** @param octets 4 or 16 */
    static String text(byte[] octets) {
        StringBuilder text = new StringBuilder(40);
        if (octets.length == V4_OCTETS) {
            for (byte octet : octets) {
                text.append(text.isEmpty() ? "" : ".").append(octet & 0xFF);
            }
            return text.toString();
        }
        int zeros = longestZeros(octets);
        int behind = zeros < 0 ? -1 : zeros + zerosFrom(octets, zeros);
        for (int group = 0; group < GROUPS; group++) {
            if (group == zeros) {
                text.append("::");
                group = behind - 1;
            } else {
                text.append(group == 0 || group == behind ? "" : ":").append(Integer.toHexString(group(octets, group)));
            }
        }
        return text.toString();
    }

    // the first of the longest runs of two or more zero groups; -1 for none
    private static int longestZeros(byte[] octets) {
        int longest = -1;
        int length = 1;
        for (int group = 0; group < GROUPS; group++) {
            int zeros = zerosFrom(octets, group);
            if (zeros > length) {
                longest = group;
                length = zeros;
            }
        }
        return longest;
    }

    private static int zerosFrom(byte[] octets, int from) {
        int group = from;
        while (group < GROUPS && group(octets, group) == 0) {
            group++;
        }
        return group - from;
    }

    private static int group(byte[] octets, int group) {
        return Packet.number(octets, 2 * group, 2);
    }
}
