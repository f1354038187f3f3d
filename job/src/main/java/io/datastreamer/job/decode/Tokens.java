package io.datastreamer.job.decode;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Reads the members and values of JSON objects, one object after the other; {@link RecordReader} walks over them.
 * {@link PlainTokens} is fast and gives up easily, {@link JacksonTokens} reads everything and says what is wrong.
 */
abstract class Tokens {

    /** The kind of a value. */
    enum Kind {
        OBJECT,
        ARRAY,
        TEXT,
        INTEGER,
        /** A number with a fraction or an exponent. */
        DECIMAL,
        TRUE,
        FALSE,
        NULL
    }

    /** Enters the object in the bytes; false if they are no object. */
    abstract boolean open(byte[] bytes) throws IOException;

    /** Goes to the name of the next member of the current object; at its end leaves the object and returns false. */
    abstract boolean nextName() throws IOException;

    /** The member with that name; null if there is none. */
    abstract <E extends Enum<E>> Members.@Nullable Member<E> member(Members<E> members) throws IOException;

    /** Goes to the value of the member whose name was read last. */
    abstract void nextValue() throws IOException;

    /** Goes to the next element of the current array; at its end leaves the array and returns false. */
    abstract boolean nextElement() throws IOException;

    /** Skips what the current value contains, if anything. */
    abstract void skipChildren() throws IOException;

    /** Whether nothing follows the object. */
    abstract boolean isAtEnd() throws IOException;

    /** The kind of the current value. */
    abstract Kind kind();

    /** Length of a text or a number, in characters. */
    abstract int length() throws IOException;

    abstract String text() throws IOException;

    /** A text in UTF-8: {@link #bytesLength} bytes of this array from {@link #bytesStart} on. */
    abstract byte[] bytes() throws IOException;

    abstract int bytesStart();

    abstract int bytesLength() throws IOException;

    /** Whether an integer of at most 19 characters fits 64 bits. */
    abstract boolean isLong() throws IOException;

    /** An integer of 64 bits. */
    abstract long number() throws IOException;

    abstract BigDecimal decimal() throws IOException;

    /** The parser, at the current value. */
    abstract JsonParser parser();

    /** Returns buffers. May be called at any time, and repeatedly. */
    abstract void close() throws IOException;
}
