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
    }
}
