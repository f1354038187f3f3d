package io.datastreamer.job.ingest.kinesis.read;

import java.util.Arrays;

/**
 * Reads the fields of a protocol buffers message, one after the other (<a
 * href="https://protobuf.dev/programming-guides/encoding/">encoding</a>).
 */
final class WireReader {
    private static final int VARINT = 0;
    private static final int FIXED_64 = 1;
    private static final int BYTES = 2;
    private static final int FIXED_32 = 5;

    private final byte[] bytes;
    private final int end;
    private int at;
    private int wireType;

    /** Reads {@code bytes} from {@code start} up to, and without, {@code end}. */
    WireReader(byte[] bytes, int start, int end) {
        this.bytes = bytes;
        this.at = start;
        this.end = end;
    }

    /** Thrown when the bytes are no such message. */
    static final class MalformedMessage extends Exception {
        private static final long serialVersionUID = 1L;

        MalformedMessage(String reason) {
            super(reason);
        }
    }

    /** Goes to the next field and returns its number; 0 at the end. */
    int next() throws MalformedMessage {
        if (at == end) {
            return 0;
        }
        long tag = varint();
        wireType = (int) (tag & 7);
        long field = tag >>> 3;
        if (field == 0 || field > Integer.MAX_VALUE) {
            throw new MalformedMessage("it has a field without a number");
        }
        return (int) field;
    }

    /** The field's value, as a number. */
    long number() throws MalformedMessage {
        require(VARINT);
        return varint();
    }

    /** The field's value, as bytes. */
    byte[] copy() throws MalformedMessage {
        WireReader value = message();
        return Arrays.copyOfRange(bytes, value.at, value.end);
    }

    /** The field's value, as a message. */
    WireReader message() throws MalformedMessage {
        require(BYTES);
        long length = varint();
        int start = at;
        forward(length);
        return new WireReader(bytes, start, at);
    }

    /** Skips the field's value. */
    void skip() throws MalformedMessage {
        switch (wireType) {
            case VARINT -> varint();
            case FIXED_64 -> forward(Long.BYTES);
            case BYTES -> forward(varint());
            case FIXED_32 -> forward(Integer.BYTES);
            default -> throw new MalformedMessage("it has a field of unknown kind " + wireType);
        }
    }

    private void require(int expected) throws MalformedMessage {
        if (wireType != expected) {
            throw new MalformedMessage("it has a field of kind " + wireType + " in the place of kind " + expected);
        }
    }

    private void forward(long by) throws MalformedMessage {
        if (by < 0 || by > end - at) {
            throw new MalformedMessage("it ends within a field");
        }
        at += (int) by;
    }

    private long varint() throws MalformedMessage {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            if (at == end) {
                throw new MalformedMessage("it ends within a number");
            }
            byte part = bytes[at++];
            value |= (long) (part & 0x7F) << shift;
            if (part >= 0) {
                return value;
            }
        }
        throw new MalformedMessage("it has a number of more than 10 bytes");
    }
}
