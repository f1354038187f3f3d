package io.datastreamer.connectors.tls;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** Wraps private keys of older formats as PKCS#8 (RFC 5958), the only format that the JDK reads. */
final class OlderKeys {
    private static final int SEQUENCE = 0x30;
    private static final int OCTETS = 0x04;
    private static final int CURVE = 0xA0;
    private static final byte[] VERSION = {0x02, 0x01, 0x00};
    /** rsaEncryption with no parameters (RFC 8017, appendix C). */
    private static final byte[] RSA = {
        0x30, 0x0D, 0x06, 0x09, 0x2A, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xF7, 0x0D, 0x01, 0x01, 0x01, 0x05, 0x00
    };
    /** id-ecPublicKey (RFC 5480, section 2.1.1). */
    private static final byte[] EC = {0x06, 0x07, 0x2A, (byte) 0x86, 0x48, (byte) 0xCE, 0x3D, 0x02, 0x01};

    private OlderKeys() {}

    /** Wraps a PKCS#1 key. */
    static byte[] rsa(byte[] der) {
        return wrapped(SEQUENCE, VERSION, RSA, wrapped(OCTETS, der));
    }

    /** Wraps a SEC 1 key (RFC 5915) that names its curve; if it does not, the result is not a valid key. */
    static byte[] ec(byte[] der) {
        return wrapped(SEQUENCE, VERSION, wrapped(SEQUENCE, EC, curve(der)), wrapped(OCTETS, der));
    }

    /** The content of member 0 of the key's sequence: the curve's identifier. */
    private static byte[] curve(byte[] der) {
        try {
            int at = contentAt(der, 0);
            while (at < der.length) {
                int content = contentAt(der, at);
                int end = content + lengthAt(der, at + 1);
                if ((der[at] & 0xFF) == CURVE) {
                    return Arrays.copyOfRange(der, content, end);
                }
                at = end;
            }
        } catch (IndexOutOfBoundsException e) {
            // damaged
        }
        return new byte[0];
    }

    private static int contentAt(byte[] der, int tagAt) {
        int first = der[tagAt + 1];
        return tagAt + 2 + (first < 0 ? first & 0x7F : 0);
    }

    private static int lengthAt(byte[] der, int at) {
        if (der[at] >= 0) {
            return der[at];
        }
        int length = 0;
        for (int i = 1; i <= (der[at] & 0x7F) && i <= 3; i++) {
            length = (length << 8) | (der[at + i] & 0xFF);
        }
        return length;
    }

    private static byte[] wrapped(int tag, byte[]... parts) {
        int length = Arrays.stream(parts).mapToInt(part -> part.length).sum();
        ByteArrayOutputStream out = new ByteArrayOutputStream(length + 4);
        out.write(tag);
        if (length > 0xFF) {
            out.write(0x82);
            out.write(length >> 8);
        } else if (length > 0x7F) {
            out.write(0x81);
        }
        out.write(length);
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
