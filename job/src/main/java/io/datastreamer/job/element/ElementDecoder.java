package io.datastreamer.job.element;

import io.datastreamer.job.record.RawRecord;
import io.datastreamer.job.record.SessionRecord;
import io.datastreamer.job.reject.MalformedRecord;

/** Reads the records of one format. Has buffers, so is not thread-safe; each record is read by itself. */
public interface ElementDecoder {

    /**
     * Reads one raw record.
     *
     * @param raw has no flaw
     * @param out gets what it tells: everything that it becomes, or why that is nothing
     * @throws MalformedRecord when it is not as the format wants it; nothing was put out then
     */
    void decode(RawRecord raw, Output out) throws MalformedRecord;

    /** Takes what raw records tell. */
    interface Output {
        /** Something of a session. */
        void session(SessionRecord record);

        /**
         * Nothing that is of use here.
         *
         * @param why for people to read
         */
        void unused(String why);

        /**
         * The element says that it has lost records of its own: nobody will ever read them.
         *
         * @param element as it names itself; empty when it does not
         * @param count how many, or the least
         * @param exact whether there are not more
         */
        default void lost(String element, int count, boolean exact) {}

        /**
         * The element has numbered what it has written: a number that never comes is a loss.
         *
         * @param element as it names itself
         * @param number of at most 32 bits; behind the highest comes 0
         */
        default void numbered(String element, Numbers of, long number) {}
    }

    /** What elements number, one after the other. */
    enum Numbers {
        RECORDS,
        FILES
    }
}
