package io.datastreamer.connectors.egress;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Finds the IPv4 address inside an IPv6 address that a gateway or the kernel would really connect to. Teredo, 6to4 and
 * the IPv4-compatible form embed one too; these are refused as a whole ({@link SpecialRanges}).
 */
final class EmbeddedAddress {
    private static final AddressBlock NAT64 = AddressBlock.parse("64:ff9b::/96");

    private EmbeddedAddress() {}

    /** The embedded address where only it matters: IPv4-mapped and NAT64 (RFC 6052); otherwise null. */
    static byte @Nullable [] standIn(byte[] address) {
        if (address.length != 16) {
            return null;
        }
        return isMapped(address) || NAT64.contains(address) ? last4(address) : null;
    }

    /** The embedded address at the end of an ordinary prefix: ISATAP (RFC 5214, section 6.1); otherwise null. */
    static byte @Nullable [] tail(byte[] address) {
        boolean isatap = address.length == 16
                && (address[8] & 0xFC) == 0
                && address[9] == 0
                && address[10] == 0x5E
                && address[11] == (byte) 0xFE;
        return isatap ? last4(address) : null;
    }

    private static boolean isMapped(byte[] address) {
        for (int i = 0; i < 10; i++) {
            if (address[i] != 0) {
                return false;
            }
        }
        return address[10] == (byte) 0xFF && address[11] == (byte) 0xFF;
    }

    private static byte[] last4(byte[] address) {
        return Arrays.copyOfRange(address, 12, 16);
    }
}
