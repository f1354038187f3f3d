package io.datastreamer.tools.simulate;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;

/** Writes elements of BER (ITU-T X.690) with context-specific tags and definite lengths. */
final class BerElement {
    private static final int CONTEXT = 0x80;
    private static final int CONSTRUCTED = 0x20;
    private static final int LONG = 0x1F;

    private BerElement() {}

    /** A primitive element with a context tag. */
    static byte[] value(int tag, byte[] contents) {
        return element(CONTEXT, tag, contents);
    }

    /** An INTEGER with a context tag. */
    static byte[] number(int tag, long number) {
        return value(tag, BigInteger.valueOf(number).toByteArray());
    }

    /** An element that contains others. */
    static byte[] of(int tag, byte[]... elements) {
        ByteArrayOutputStream contents = new ByteArrayOutputStream();
        for (byte[] element : elements) {
            contents.writeBytes(element);
        }
        return element(CONTEXT | CONSTRUCTED, tag, contents.toByteArray());
    }

    /** A sequence without a context tag, for the elements of a list. */
    static byte[] sequence(byte[]... elements) {
        byte[] contents = of(0, elements);
        contents[0] = CONSTRUCTED | 0x10;
        return contents;
    }

    /** An enumerated value without a context tag. */
    static byte[] enumerated(int number) {
        return new byte[] {0x0A, 1, (byte) number};
    }

    private static byte[] element(int kind, int tag, byte[] contents) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        if (tag < LONG) {
            out.write(kind | tag);
        } else {
            out.write(kind | LONG);
            if (tag > 0x7F) {
                out.write(CONTEXT | tag >> 7);
            }
            out.write(tag & 0x7F);
        }
        if (contents.length < 0x80) {
            out.write(contents.length);
        } else if (contents.length < 0x100) {
            out.write(0x81);
            out.write(contents.length);
        } else {
            out.write(0x82);
            out.write(contents.length >> 8);
            out.write(contents.length);
        }
        out.writeBytes(contents);
        return out.toByteArray();
    }
}
