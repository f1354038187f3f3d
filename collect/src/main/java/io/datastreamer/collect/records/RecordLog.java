package io.datastreamer.collect.records;

import java.io.IOException;
import java.util.BitSet;
import java.util.List;

/** Keeps records. Used by one thread. */
public interface RecordLog extends AutoCloseable {
    /**
     * A record.
     *
     * @param key what keeps its order among records of the same key; may be empty
     * @param bytes a block of text with its line ends
     */
    record Entry(byte[] key, byte[] bytes) {}

    /**
     * Keeps records, all in one go, and returns when it is known of each whether it is durable: it outlives a crash of this
     * process, and of the machine or broker as far as these keep their word.
     *
     * @return which of them are; what is not may be kept all the same
     * @throws IOException when none is for sure; the next ones may be
     */
    BitSet append(List<Entry> entries) throws IOException;

    @Override
    void close() throws IOException;
}
