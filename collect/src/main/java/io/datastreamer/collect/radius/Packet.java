package io.datastreamer.collect.radius;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * A parser of RADIUS packets: code, identifier, length, authenticator and attributes (RFC 2865, clause 3). Reused for
 * one datagram after another. Not thread-safe.
 */
final class Packet {
    /** The longest packet (RFC 2865, clause 3). */
    static final int MOST_OCTETS = 4096;

    static final int AUTHENTICATOR_AT = 4;
    static final int AUTHENTICATOR_OCTETS = 16;
    static final int HEADER = AUTHENTICATOR_AT + AUTHENTICATOR_OCTETS;

    private static final int ACCOUNTING_REQUEST = 4;
    private static final byte ACCOUNTING_RESPONSE = 5;
    private static final int PROXY_STATE = 33;
    private static final int ACCT_SESSION_ID = 44;
    private static final long SPREAD = 0x9E37_79B9_7F4A_7C15L;
    private static final byte[] NO_AUTHENTICATOR = new byte[AUTHENTICATOR_OCTETS];

    private final MessageDigest md5 = md5();
    private byte[] octets = {};
    private int length;

    /** What a datagram turned out to be. */
    enum Kind {
        ACCOUNTING_REQUEST,
        /** A packet with a code that the collector does not handle. */
        OTHER,
        /** Not a packet: its lengths contradict each other. */
        MALFORMED
    }

    /**
     * Parses a datagram. Octets after the packet's stated length are padding.
     *
     * @param received how many octets there are
     */
    Kind open(byte[] datagram, int received) {
        octets = datagram;
        if (received < HEADER) {
            return Kind.MALFORMED;
        }
        length = number(datagram, 2, 2);
        if (length < HEADER || length > received || length > MOST_OCTETS || !attributesFill()) {
            return Kind.MALFORMED;
        }
        return datagram[0] == ACCOUNTING_REQUEST ? Kind.ACCOUNTING_REQUEST : Kind.OTHER;
    }

    private boolean attributesFill() {
        int at = HEADER;
        while (at < length) {
            if (at + 1 >= length || (octets[at + 1] & 0xFF) < 2) {
                return false;
            }
            at += octets[at + 1] & 0xFF;
        }
        return at == length;
    }

    byte[] octets() {
        return octets;
    }

    /** The offset after the last attribute. */
    int length() {
        return length;
    }

    /** Whether the sender of the request knows the secret (RFC 2866, clause 3). */
    boolean isAuthentic(byte[] secret) {
        md5.update(octets, 0, AUTHENTICATOR_AT);
        md5.update(NO_AUTHENTICATOR);
        md5.update(octets, HEADER, length - HEADER);
        byte[] expected = md5.digest(secret);
        int differs = 0;
        for (int i = 0; i < AUTHENTICATOR_OCTETS; i++) {
            differs |= expected[i] ^ octets[AUTHENTICATOR_AT + i];
        }
        return differs == 0;
    }

    /**
     * Returns the answer to the request, including the attributes that proxies added for themselves (RFC 2865, clause
     * 5.33).
     */
    byte[] answer(byte[] secret) {
        byte[] answer = new byte[length];
        int end = HEADER;
        for (int at = HEADER; at < length; at += octets[at + 1] & 0xFF) {
            if (octets[at] == PROXY_STATE) {
                int size = octets[at + 1] & 0xFF;
                System.arraycopy(octets, at, answer, end, size);
                end += size;
            }
        }
        answer[0] = ACCOUNTING_RESPONSE;
        answer[1] = octets[1];
        answer[2] = (byte) (end >> 8);
        answer[3] = (byte) end;
        System.arraycopy(octets, AUTHENTICATOR_AT, answer, AUTHENTICATOR_AT, AUTHENTICATOR_OCTETS);
        md5.update(answer, 0, end);
        System.arraycopy(md5.digest(secret), 0, answer, AUTHENTICATOR_AT, AUTHENTICATOR_OCTETS);
        return Arrays.copyOf(answer, end);
    }

    /** Returns the key that identifies a retransmission of the request: its authenticator, address and port. */
    Retransmissions.Key key(InetSocketAddress source) {
        ByteBuffer authenticator = ByteBuffer.wrap(octets, AUTHENTICATOR_AT, AUTHENTICATOR_OCTETS);
        long from = (31L * Arrays.hashCode(source.getAddress().getAddress()) + source.getPort()) * SPREAD;
        return new Retransmissions.Key(authenticator.getLong() ^ from, authenticator.getLong());
    }

    /** The octets of its session id; empty when it has none. */
    byte[] session() {
        for (int at = HEADER; at < length; at += octets[at + 1] & 0xFF) {
            if (octets[at] == ACCT_SESSION_ID) {
                return Arrays.copyOfRange(octets, at + 2, at + (octets[at + 1] & 0xFF));
            }
        }
        return new byte[0];
    }

    /** A big-endian unsigned number of one to four octets; with fewer than four it is never negative. */
    static int number(byte[] octets, int from, int count) {
        int number = 0;
        for (int i = from; i < from + count; i++) {
            number = number << 8 | (octets[i] & 0xFF);
        }
        return number;
    }

    private static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has MD5", e);
        }
    }
}
