package io.datastreamer.job.element;

import io.datastreamer.job.record.RawRecord;
import io.datastreamer.job.record.SessionRecord;
import io.datastreamer.job.reject.MalformedRecord;

/** Decodes the records of one format, each by itself. Has buffers, so it is not thread-safe. */
public interface ElementDecoder {

    /**
     * Decodes one raw record.
     *
     * @param raw has no flaw
     * @param out gets everything that the record becomes, or why it is of no use
     * @throws MalformedRecord when it is not as the format requires; then nothing was put out
     */
    void decode(RawRecord raw, Output out) throws MalformedRecord;

    /** Takes what raw records say. */
    interface Output {
        /** Takes a record of a session. */
        void session(SessionRecord record);

        /**
         * Notes that a record is of no use here.
         *
         * @param why for people to read
         */
        void unused(String why);

        /**
         * Notes that the element says it has lost records of its own, which nobody will ever read.
         *
         * @param element as it names itself; empty if it does not
         * @param count how many, or how many at least
         * @param exact whether {@code count} is exact
         */
        default void lost(String element, int count, boolean exact) {}

        /**
         * Notes a number that the element has given to something it wrote: a number that never comes is a loss.
         *
         * @param element as it names itself
         * @param number of at most 32 bits; the highest is followed by 0
         */
        default void numbered(String element, Numbers of, long number) {}
    }

    /** What elements number. */
    enum Numbers {
        RECORDS,
        FILES
    }
}
