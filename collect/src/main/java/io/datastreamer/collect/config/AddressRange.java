package io.datastreamer.collect.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A range of IP addresses that begin with the same bits.
 *
 * @param first the address whose other bits are zero
 * @param bits how many bits are the same
 */
record AddressRange(InetAddress first, int bits) {
    // digits and dots, or hexadecimal digits and colons: never a host name that would be looked up
    private static final Pattern TEXT =
            Pattern.compile("(\\d{1,3}(?:\\.\\d{1,3}){3}|[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*)(?:/(\\d{1,3}))?");

    /** Parses {@code 192.0.2.1}, {@code 192.0.2.0/24}, or the same for IPv6; null when invalid. */
    static @Nullable AddressRange of(String text) {
        Matcher matcher = TEXT.matcher(text.trim());
        if (!matcher.matches()) {
            return null;
        }
        try {
            byte[] octets = InetAddress.getByName(matcher.group(1)).getAddress();
            int most = 8 * octets.length;
            int bits = matcher.group(2) == null ? most : Integer.parseInt(matcher.group(2));
            if (bits > most) {
                return null;
            }
            for (int bit = bits; bit < most; bit++) {
                octets[bit / 8] &= (byte) ~(0x80 >> bit % 8);
            }
            return new AddressRange(InetAddress.getByAddress(octets), bits);
        } catch (UnknownHostException e) {
            return null;
        }
    }

    boolean isOne() {
        return bits == 8 * first.getAddress().length;
    }

    boolean contains(byte[] address) {
        byte[] octets = first.getAddress();
        int whole = bits / 8;
        if (address.length != octets.length || !Arrays.equals(address, 0, whole, octets, 0, whole)) {
            return false;
        }
        int rest = bits % 8;
        return rest == 0 || (address[whole] & 0xFF) >> (8 - rest) == (octets[whole] & 0xFF) >> (8 - rest);
    }
}
