package io.datastreamer.collect.records;

import java.io.IOException;
import java.util.BitSet;
import java.util.List;

/** Stores records durably. Used by one thread. */
public interface RecordLog extends AutoCloseable {
    /**
     * A record.
     *
     * @param key records of the same key stay in order; may be empty
     * @param bytes a block of text with its line ends
     */
    record Entry(byte[] key, byte[] bytes) {}

    /**
     * Stores records all at once, and returns when it is known which of them are durable. A durable record survives a
     * crash of this process, and of the machine or broker as far as these keep their promises.
     *
     * @return which records are durable; others may be stored all the same
     * @throws IOException when none is certainly durable; later calls may succeed
     */
    BitSet append(List<Entry> entries) throws IOException;

    @Override
    void close() throws IOException;
}
