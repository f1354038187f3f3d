package io.datastreamer.collect.radius;

import java.net.InetAddress;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import static java.nio.charset.StandardCharsets.US_ASCII;

/**
 * Writes a request as FreeRADIUS writes it to {@code detail} files: a line with the time of receipt, a line for each
 * attribute, and an empty line. Acct-Status-Type, without which a block is no record, comes last, so that a truncated
 * block is not a record. Numbers, times included, are written as they are, and a text that is not all printable ASCII
 * as octets. So no time zone matters, and nothing that an element sends can look like another line. Not thread-safe.
 */
final class DetailText {
    private static final int VENDOR_SPECIFIC = 26;
    private static final int NAS_IP_ADDRESS = 4;
    private static final int NAS_IPV6_ADDRESS = 95;
    private static final int NAS_IDENTIFIER = 32;
    private static final int ACCT_STATUS_TYPE = 40;
    private static final byte[] SOURCE = "\tPacket-Src-IP-Address = ".getBytes(US_ASCII);
    private static final byte[] TIMESTAMP = "\tTimestamp = ".getBytes(US_ASCII);
    private static final byte[] HEX = "0123456789abcdef".getBytes(US_ASCII);
    private static final DateTimeFormatter HEADER = DateTimeFormatter.ofPattern(
                    "EEE MMM ppd HH:mm:ss uuuu", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private byte[] text = new byte[1 << 12];
    private int end;
    private long headerSeconds = -1;
    private byte[] header = {};
    private @Nullable InetAddress lastSource;
    private byte[] lastSourceText = {};

    /** Returns the block of a request. */
    byte[] block(Packet packet, InetAddress source, long epochSeconds) {
        end = 0;
        header(epochSeconds);
        byte[] octets = packet.octets();
        boolean saysWho = false;
        for (int at = Packet.HEADER; at < packet.length(); at += octets[at + 1] & 0xFF) {
            int number = octets[at] & 0xFF;
            int valueEnd = at + (octets[at + 1] & 0xFF);
            saysWho |= number == NAS_IP_ADDRESS || number == NAS_IPV6_ADDRESS || number == NAS_IDENTIFIER;
            if (number == VENDOR_SPECIFIC) {
                vendor(octets, at + 2, valueEnd);
            } else if (number != ACCT_STATUS_TYPE) {
                line(Attribute.standard(number), octets, at + 2, valueEnd);
            }
        }
        source(source, saysWho);
        append(TIMESTAMP);
        number(epochSeconds);
        append('\n');
        for (int at = Packet.HEADER; at < packet.length(); at += octets[at + 1] & 0xFF) {
            if (octets[at] == ACCT_STATUS_TYPE) {
                line(Attribute.standard(ACCT_STATUS_TYPE), octets, at + 2, at + (octets[at + 1] & 0xFF));
            }
        }
        append('\n');
        return Arrays.copyOf(text, end);
    }

    private void header(long epochSeconds) {
        if (epochSeconds != headerSeconds) {
            header = (HEADER.format(Instant.ofEpochSecond(epochSeconds)) + '\n').getBytes(US_ASCII);
            headerSeconds = epochSeconds;
        }
        append(header);
    }

    // an element that does not identify itself, against RFC 2866, is identified by its address
    private void source(InetAddress source, boolean saysWho) {
        if (!source.equals(lastSource)) {
            lastSource = source;
            lastSourceText = (Addresses.text(source.getAddress()) + '\n').getBytes(US_ASCII);
        }
        append(SOURCE);
        append(lastSourceText);
        if (!saysWho) {
            boolean v4 = source.getAddress().length == Addresses.V4_OCTETS;
            append(Attribute.standard(v4 ? NAS_IP_ADDRESS : NAS_IPV6_ADDRESS).line());
            append(lastSourceText);
        }
    }

    private void vendor(byte[] octets, int from, int to) {
        if (to - from > 4 && isFilled(octets, from + 4, to)) {
            int vendor = Packet.number(octets, from, 4);
            for (int at = from + 4; at < to; at += octets[at + 1] & 0xFF) {
                line(Attribute.ofVendor(vendor, octets[at] & 0xFF), octets, at + 2, at + (octets[at + 1] & 0xFF));
            }
        } else {
            line(Attribute.standard(VENDOR_SPECIFIC), octets, from, to);
        }
    }

    private static boolean isFilled(byte[] octets, int from, int to) {
        int at = from;
        while (at < to) {
            if (at + 1 >= to || (octets[at + 1] & 0xFF) < 2) {
                return false;
            }
            at += octets[at + 1] & 0xFF;
        }
        return at == to;
    }

    private void line(Attribute attribute, byte[] octets, int from, int to) {
        if (attribute.kind() == Attribute.Kind.LEFT_OUT || from == to) {
            return;
        }
        append(attribute.line());
        if (!isWritten(attribute.kind(), octets, from, to)) {
            hex(octets, from, to);
        }
        append('\n');
    }

    // false when the octets are not of this type
    private boolean isWritten(Attribute.Kind kind, byte[] octets, int from, int to) {
        int count = to - from;
        switch (kind) {
            case TEXT -> {
                return isText(octets, from, to);
            }
            case NUMBER -> {
                if (count <= 4) {
                    number(Integer.toUnsignedLong(Packet.number(octets, from, count)));
                }
                return count <= 4;
            }
            case ADDRESS -> {
                if (count == Addresses.V4_OCTETS || count == Addresses.V6_OCTETS) {
                    append(Addresses.text(Arrays.copyOfRange(octets, from, to)).getBytes(US_ASCII));
                    return true;
                }
                return false;
            }
            case PREFIX -> {
                // a reserved octet, the prefix's length in bits, and the octets that it needs (RFC 3162, clause 2.3)
                if (count < 2 || count > 2 + Addresses.V6_OCTETS) {
                    return false;
                }
                byte[] prefix = Arrays.copyOf(Arrays.copyOfRange(octets, from + 2, to), Addresses.V6_OCTETS);
                append(Addresses.text(prefix).getBytes(US_ASCII));
                append('/');
                number(octets[from + 1] & 0xFF);
                return true;
            }
            case OCTETS, LEFT_OUT -> {
                return false;
            }
        }
        return false;
    }

    private boolean isText(byte[] octets, int from, int to) {
        for (int i = from; i < to; i++) {
            if (octets[i] < ' ' || octets[i] > '~') {
                return false;
            }
        }
        append('"');
        for (int i = from; i < to; i++) {
            if (octets[i] == '"' || octets[i] == '\\') {
                append('\\');
            }
            append(octets[i]);
        }
        append('"');
        return true;
    }

    private void hex(byte[] octets, int from, int to) {
        append('0');
        append('x');
        for (int i = from; i < to; i++) {
            append(HEX[(octets[i] & 0xFF) >> 4]);
            append(HEX[octets[i] & 0xF]);
        }
    }

    private void number(long number) {
        int digits = 1;
        for (long rest = number; rest > 9; rest /= 10) {
            digits++;
        }
        room(digits);
        end += digits;
        long rest = number;
        for (int i = end - 1; i >= end - digits; i--) {
            text[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }

    private void append(byte[] octets) {
        room(octets.length);
        System.arraycopy(octets, 0, text, end, octets.length);
        end += octets.length;
    }

    private void append(int octet) {
        room(1);
        text[end++] = (byte) octet;
    }

    private void room(int octets) {
        if (end + octets > text.length) {
            text = Arrays.copyOf(text, Math.max(2 * text.length, end + octets));
        }
    }
}
