package io.datastreamer.connectors.egress;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A CIDR block of IPv4 or IPv6 addresses. An IPv4 address is in no IPv6 block, not even in its mapped form. */
final class AddressBlock {
    private static final String DECIMAL_BYTE = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    private static final Pattern IPV4 = Pattern.compile(DECIMAL_BYTE + "(?:\\." + DECIMAL_BYTE + "){3}");
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");
    private static final Pattern PREFIX_LENGTH = Pattern.compile("0|[1-9][0-9]{0,2}");

    private final byte[] prefix;
    private final int prefixLength;

    private AddressBlock(byte[] prefix, int prefixLength) {
        this.prefix = prefix;
        this.prefixLength = prefixLength;
    }

    /**
     * Parses {@code address/prefix-length}, or one address.
     *
     * @throws IllegalArgumentException with a message that begins with the text and says what is wrong with it
     */
    static AddressBlock parse(String text) {
        int slash = text.indexOf('/');
        byte[] address = parseAddress(slash < 0 ? text : text.substring(0, slash));
        if (address == null) {
            throw wrong(text, "write an IPv4 or IPv6 address with a prefix length, such as 10.20.0.0/16 or fd12::/32");
        }
        int bits = address.length * Byte.SIZE;
        String length = slash < 0 ? String.valueOf(bits) : text.substring(slash + 1);
        if (!PREFIX_LENGTH.matcher(length).matches() || Integer.parseInt(length) > bits) {
            throw wrong(text, "the prefix length must be 0 to " + bits);
        }
        byte[] prefix = address.clone();
        int prefixLength = Integer.parseInt(length);
        for (int bit = prefixLength; bit < bits; bit++) {
            prefix[bit / Byte.SIZE] &= (byte) ~(0x80 >> bit % Byte.SIZE);
        }
        AddressBlock block = new AddressBlock(prefix, prefixLength);
        if (!Arrays.equals(prefix, address)) {
            throw wrong(text, "there are bits after the prefix; did you mean " + block + "?");
        }
        return block;
    }

    /** Whether the address, 4 or 16 bytes in network order, lies in this block. */
    boolean contains(byte[] address) {
        if (address.length != prefix.length) {
            return false;
        }
        int whole = prefixLength / Byte.SIZE;
        if (!Arrays.equals(address, 0, whole, prefix, 0, whole)) {
            return false;
        }
        int rest = prefixLength % Byte.SIZE;
        return rest == 0 || (address[whole] ^ prefix[whole]) >> (Byte.SIZE - rest) == 0;
    }

    // never asks a name service: only certain literals are passed to the JDK
    private static byte @Nullable [] parseAddress(String text) {
        if (!IPV4.matcher(text).matches() && !IPV6.matcher(text).matches()) {
            return null;
        }
        try {
            return InetAddress.getByName(text).getAddress();
        } catch (UnknownHostException e) {
            return null;
        }
    }

    private static IllegalArgumentException wrong(String text, String reason) {
        return new IllegalArgumentException("'" + text + "' is not a block of addresses: " + reason);
    }

    @Override
    public String toString() {
        try {
            return InetAddress.getByAddress(prefix).getHostAddress() + "/" + prefixLength;
        } catch (UnknownHostException e) {
            throw new IllegalStateException("4 or 16 bytes are always an address", e);
        }
    }
}
