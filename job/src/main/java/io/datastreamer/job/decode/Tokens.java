package io.datastreamer.job.decode;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * The members and values of one JSON object after the other, as {@link RecordReader} walks over them. {@link PlainTokens}
 * are fast and give up easily, {@link JacksonTokens} read everything and say what is wrong.
 */
abstract class Tokens {

    /** What a value is. */
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

    /** Goes into the object that the bytes are; false when they are none. */
    abstract boolean open(byte[] bytes) throws IOException;

    /** Goes to the name of the next member of the present object; false, and out of the object, at its end. */
    abstract boolean nextName() throws IOException;

    /** The member of that name; null when there is none such. */
    abstract <E extends Enum<E>> Members.@Nullable Member<E> member(Members<E> members) throws IOException;

    /** Goes to the value of the member that was named last. */
    abstract void nextValue() throws IOException;

    /** Goes to the next element of the present array; false, and out of the array, at its end. */
    abstract boolean nextElement() throws IOException;

    /** Passes over what the present value holds, if it holds anything. */
    abstract void skipChildren() throws IOException;

    /** Whether nothing follows the object. */
    abstract boolean isAtEnd() throws IOException;

    /** What the present value is. */
    abstract Kind kind();

    /** Length of a text or a number, in characters. */
    abstract int length() throws IOException;

    abstract String text() throws IOException;

    /** A text in UTF-8: {@link #bytesLength} bytes of this array from {@link #bytesStart} on. */
    abstract byte[] bytes() throws IOException;

    abstract int bytesStart();

    abstract int bytesLength() throws IOException;

    /** Whether an integer of at most 19 characters is one of 64 bits. */
    abstract boolean isLong() throws IOException;

    /** An integer of 64 bits. */
    abstract long number() throws IOException;

    abstract BigDecimal decimal() throws IOException;

    /** The parser that stands on the present value. */
    abstract JsonParser parser();

    /** Gives buffers back. Good to call at any time, and again. */
    abstract void close() throws IOException;
}
