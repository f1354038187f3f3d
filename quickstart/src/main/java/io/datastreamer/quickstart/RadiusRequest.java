package io.datastreamer.quickstart;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import static java.nio.charset.StandardCharsets.US_ASCII;

/** Converts a block of the simulated gateway to an Accounting-Request (RFC 2866). */
final class RadiusRequest {
    private static final int THREE_GPP = 10415;
    private static final int VENDOR_SPECIFIC = 26;
    private static final byte ACCOUNTING_REQUEST = 4;
    private static final int HEADER = 20;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("MMM ppd uuuu HH:mm:ss 'UTC'", Locale.ENGLISH);

    // above 1000: 3GPP attributes (TS 29.061, clause 16.4.7)
    private static final Map<String, Integer> NUMBERS = Map.ofEntries(
            Map.entry("NAS-IP-Address", 4),
            Map.entry("Service-Type", 6),
            Map.entry("Framed-Protocol", 7),
            Map.entry("Framed-IP-Address", 8),
            Map.entry("Called-Station-Id", 30),
            Map.entry("NAS-Identifier", 32),
            Map.entry("Acct-Status-Type", 40),
            Map.entry("Acct-Delay-Time", 41),
            Map.entry("Acct-Input-Octets", 42),
            Map.entry("Acct-Output-Octets", 43),
            Map.entry("Acct-Session-Id", 44),
            Map.entry("Acct-Session-Time", 46),
            Map.entry("Acct-Input-Gigawords", 52),
            Map.entry("Acct-Output-Gigawords", 53),
            Map.entry("Event-Timestamp", 55),
            Map.entry("3GPP-IMSI", 1001),
            Map.entry("3GPP-Charging-ID", 1002),
            Map.entry("3GPP-SGSN-Address", 1006),
            Map.entry("3GPP-GGSN-Address", 1007),
            Map.entry("3GPP-NSAPI", 1010),
            Map.entry("3GPP-SGSN-MCC-MNC", 1018),
            Map.entry("3GPP-IMEISV", 1020),
            Map.entry("3GPP-RAT-Type", 1021),
            Map.entry("3GPP-User-Location-Info", 1022));
    private static final Map<String, Integer> NAMED =
            Map.of("Start", 1, "Stop", 2, "Interim-Update", 3, "Framed-User", 2, "GPRS-PDP-Context", 7);

    private RadiusRequest() {}

    /** @param block its first line is skipped, and so is the server's own Timestamp */
    static byte[] of(String block, int identifier, String secret) {
        ByteArrayOutputStream attributes = new ByteArrayOutputStream();
        for (String line : block.lines().toList()) {
            int equals = line.indexOf(" = ");
            if (line.startsWith("\t") && !line.startsWith("\tTimestamp ")) {
                attributes.writeBytes(attribute(line.substring(1, equals), line.substring(equals + 3)));
            }
        }
        ByteBuffer packet = ByteBuffer.allocate(HEADER + attributes.size());
        packet.put(ACCOUNTING_REQUEST).put((byte) identifier).putShort((short) packet.capacity());
        packet.put(HEADER, attributes.toByteArray());
        MessageDigest md5 = md5();
        md5.update(packet.array());
        packet.put(4, md5.digest(secret.getBytes(US_ASCII)));
        return packet.array();
    }

    private static byte[] attribute(String name, String value) {
        Integer number = NUMBERS.get(name);
        if (number == null) {
            throw new IllegalArgumentException(name + " has no number");
        }
        byte[] octets = octets(name, value);
        if (number < 1000) {
            return attribute(number, octets);
        }
        byte[] own = attribute(number - 1000, octets);
        return attribute(
                VENDOR_SPECIFIC,
                ByteBuffer.allocate(4 + own.length).putInt(THREE_GPP).put(own).array());
    }

    private static byte[] attribute(int number, byte[] value) {
        return ByteBuffer.allocate(2 + value.length)
                .put((byte) number)
                .put((byte) (2 + value.length))
                .put(value)
                .array();
    }

    private static byte[] octets(String name, String value) {
        if (name.equals("Event-Timestamp")) {
            long seconds = LocalDateTime.parse(value.substring(1, value.length() - 1), TIME)
                    .toEpochSecond(ZoneOffset.UTC);
            return number(seconds);
        }
        if (value.startsWith("\"")) {
            return value.substring(1, value.length() - 1).getBytes(US_ASCII);
        }
        if (value.startsWith("0x")) {
            return HexFormat.of().parseHex(value.substring(2));
        }
        if (value.indexOf('.') >= 0) {
            byte[] address = new byte[4];
            String[] parts = value.split("\\.", -1);
            for (int i = 0; i < address.length; i++) {
                address[i] = (byte) Integer.parseInt(parts[i]);
            }
            return address;
        }
        Integer named = NAMED.get(value);
        long number = named == null ? Long.parseLong(value) : named;
        return name.equals("3GPP-RAT-Type") ? new byte[] {(byte) number} : number(number);
    }

    private static byte[] number(long number) {
        return ByteBuffer.allocate(4).putInt((int) number).array();
    }

    private static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has MD5", e);
        }
    }
}
