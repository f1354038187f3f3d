package io.datastreamer.tools.simulate;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.HexFormat;

/**
 * Encodes values of charging data records, and the headers of their files (3GPP TS 32.298, clause 5.1; TS 32.297,
 * clause 6.1).
 */
final class CdrOctets {
    private static final int FILE_HEADER = 54;
    private static final int RELEASE_IN_EXTENSION = 7 << 5;
    private static final int RELEASE_16 = 16 - 10;
    private static final int BER = 1 << 5;
    private static final int TS_32_251 = 7;

    private CdrOctets() {}

    /** Digits in half octets, the lower half first; an odd number of digits is padded. */
    static byte[] digits(String digits) {
        String even = digits.length() % 2 == 0 ? digits : digits + 'f';
        byte[] octets = HexFormat.of().parseHex(even);
        for (int i = 0; i < octets.length; i++) {
            octets[i] = (byte) (octets[i] << 4 | (octets[i] & 0xFF) >> 4);
        }
        return octets;
    }

    /** An MCC and an MNC, given as their concatenated digits. */
    static byte[] plmn(String plmn) {
        char third = plmn.length() > 5 ? plmn.charAt(5) : 'f';
        return HexFormat.of()
                .parseHex("" + plmn.charAt(1) + plmn.charAt(0) + third + plmn.charAt(2) + plmn.charAt(4)
                        + plmn.charAt(3));
    }

    static byte[] address(String v4) {
        byte[] octets = new byte[4];
        String[] parts = v4.split("\\.", -1);
        for (int i = 0; i < octets.length; i++) {
            octets[i] = (byte) Integer.parseInt(parts[i]);
        }
        return octets;
    }

    /** A time in UTC: two digits an octet, and the offset after a sign. */
    static byte[] time(long epochSeconds) {
        ZonedDateTime time = Instant.ofEpochSecond(epochSeconds).atZone(ZoneOffset.UTC);
        return HexFormat.of()
                .parseHex("%02d%02d%02d%02d%02d%02d2b0000"
                        .formatted(
                                time.getYear() % 100,
                                time.getMonthValue(),
                                time.getDayOfMonth(),
                                time.getHour(),
                                time.getMinute(),
                                time.getSecond()));
    }

    /** A record with its header: release 16, TS 32.251, BER. */
    static byte[] framed(byte[] record) {
        return ByteBuffer.allocate(5 + record.length)
                .putShort((short) record.length)
                .put((byte) RELEASE_IN_EXTENSION)
                .put((byte) (BER | TS_32_251))
                .put((byte) RELEASE_16)
                .put(record)
                .array();
    }

    /** The header of a file that is not closed yet. */
    static byte[] fileHeader(int number, String address, long epochSeconds) {
        ZonedDateTime time = Instant.ofEpochSecond(epochSeconds).atZone(ZoneOffset.UTC);
        int stamp = time.getMonthValue() << 28
                | time.getDayOfMonth() << 23
                | time.getHour() << 18
                | time.getMinute() << 12
                | 1 << 11;
        return ByteBuffer.allocate(FILE_HEADER)
                .putInt(-1)
                .putInt(FILE_HEADER)
                .put((byte) RELEASE_IN_EXTENSION)
                .put((byte) RELEASE_IN_EXTENSION)
                .putInt(stamp)
                .putInt(stamp)
                .putInt(-1)
                .putInt(number)
                .put((byte) 0)
                // an IPv4 address within an IPv6 one, after four octets for its type
                .put(new byte[14])
                .putShort((short) -1)
                .put(address(address))
                .put((byte) 0)
                .putShort((short) 0)
                .putShort((short) 0)
                .put((byte) RELEASE_16)
                .put((byte) RELEASE_16)
                .array();
    }
}
