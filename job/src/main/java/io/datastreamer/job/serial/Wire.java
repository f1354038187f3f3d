package io.datastreamer.job.serial;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;
import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Writes and reads the elements of stored formats: numbers of variable length, strings in UTF-8, byte arrays. An absent
 * value takes one byte. These encodings never change; a format that needs another one gets a new method.
 */
public final class Wire {
    private static final long NONE = -1;
    private static final int MORE = 0x80;
    private static final int PAYLOAD = 0x7f;
    private static final int PAYLOAD_BITS = 7;
    private static final int FOUR_MORE = 0x80808080;
    private static final int FOUR_PAYLOADS_BITS = 4 * PAYLOAD_BITS;
    private static final int LONG_BITS = 64;
    private static final int FIRST_BEYOND_ASCII = 0x80;

    /** Strings up to this length use an array that their thread keeps, instead of a new one. */
    private static final int SHORT = 256;

    private static final ThreadLocal<byte[]> AT_HAND = ThreadLocal.withInitial(() -> new byte[SHORT]);

    private Wire() {}

    /** Writes any number; numbers from -1, which stands for none, are short if they are small. */
    public static void writeNumber(DataOutputView out, long number) throws IOException {
        long rest = number + 1;
        // four at once: one call instead of four, for most numbers of most values
        while (rest >>> FOUR_PAYLOADS_BITS != 0) {
            out.writeInt(fourParts((int) rest) | FOUR_MORE);
            rest >>>= FOUR_PAYLOADS_BITS;
        }
        while ((rest & ~PAYLOAD) != 0) {
            out.writeByte(((int) rest & PAYLOAD) | MORE);
            rest >>>= PAYLOAD_BITS;
        }
        out.writeByte((int) rest);
    }

    private static int fourParts(int rest) {
        return (rest & PAYLOAD) << 24
                | ((rest >>> PAYLOAD_BITS) & PAYLOAD) << 16
                | ((rest >>> (2 * PAYLOAD_BITS)) & PAYLOAD) << 8
                | ((rest >>> (3 * PAYLOAD_BITS)) & PAYLOAD);
    }

    /** Reads what {@link #writeNumber} wrote. */
    public static long readNumber(DataInputView in) throws IOException {
        long number = 0;
        for (int shift = 0; shift < LONG_BITS; shift += PAYLOAD_BITS) {
            byte part = in.readByte();
            number |= (long) (part & PAYLOAD) << shift;
            if (part >= 0) {
                return number - 1;
            }
        }
        throw new IOException("a number has more than 64 bits");
    }

    /**
     * Begins a value that contains its version, so that values of several versions may be in the same state and a new
     * version rewrites nothing. For formats whose first version begins with a number that is never absent.
     */
    public static void writeVersion(DataOutputView out, int version) throws IOException {
        writeNumber(out, NONE);
        out.writeByte(version);
    }

    /** Reads what {@link #writeNumber} wrote of an {@code int}. */
    public static int readInt(DataInputView in) throws IOException {
        long number = readNumber(in);
        if (number != (int) number) {
            throw new IOException("the number " + number + " has more than 32 bits");
        }
        return (int) number;
    }

    /** Writes a string without unpaired surrogates, or null. */
    public static void writeString(DataOutputView out, @Nullable String string) throws IOException {
        if (string == null) {
            writeNumber(out, NONE);
            return;
        }
        int length = string.length();
        if (length <= SHORT) {
            byte[] ascii = AT_HAND.get();
            int i = 0;
            while (i < length && string.charAt(i) < FIRST_BEYOND_ASCII) {
                ascii[i] = (byte) string.charAt(i);
                i++;
            }
            if (i == length) {
                writeNumber(out, length);
                out.write(ascii, 0, length);
                return;
            }
        }
        writeBytes(out, string.getBytes(UTF_8));
    }

    /** Reads what {@link #writeString} wrote. */
    public static @Nullable String readNullableString(DataInputView in) throws IOException {
        int length = readInt(in);
        return length == NONE ? null : readString(in, length);
    }

    private static String readString(DataInputView in, int length) throws IOException {
        byte[] bytes = length <= SHORT ? AT_HAND.get() : new byte[length];
        in.readFully(bytes, 0, length);
        return new String(bytes, 0, length, UTF_8);
    }

    /**
     * Reads a string that is not null.
     *
     * @throws IOException when it is null
     */
    public static String readString(DataInputView in) throws IOException {
        String string = readNullableString(in);
        if (string == null) {
            throw absent();
        }
        return string;
    }

    /** Writes bytes, or null. */
    public static void writeBytes(DataOutputView out, byte @Nullable [] bytes) throws IOException {
        if (bytes == null) {
            writeNumber(out, NONE);
        } else {
            writeNumber(out, bytes.length);
            out.write(bytes);
        }
    }

    /** Reads what {@link #writeBytes} wrote. */
    public static byte @Nullable [] readNullableBytes(DataInputView in) throws IOException {
        int length = readInt(in);
        if (length == NONE) {
            return null;
        }
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        return bytes;
    }

    /**
     * Reads bytes that are not null.
     *
     * @throws IOException when they are null
     */
    public static byte[] readBytes(DataInputView in) throws IOException {
        byte[] bytes = readNullableBytes(in);
        if (bytes == null) {
            throw absent();
        }
        return bytes;
    }

    private static IOException absent() {
        return new IOException("a value that is never absent is absent");
    }

    /** Writes a decimal with its scale, or null. */
    public static void writeDecimal(DataOutputView out, @Nullable BigDecimal decimal) throws IOException {
        if (decimal == null) {
            writeBytes(out, null);
        } else {
            writeBytes(out, decimal.unscaledValue().toByteArray());
            out.writeInt(decimal.scale());
        }
    }

    /** Reads what {@link #writeDecimal} wrote. */
    public static @Nullable BigDecimal readNullableDecimal(DataInputView in) throws IOException {
        byte[] unscaled = readNullableBytes(in);
        return unscaled == null ? null : new BigDecimal(new BigInteger(unscaled), in.readInt());
    }
}
