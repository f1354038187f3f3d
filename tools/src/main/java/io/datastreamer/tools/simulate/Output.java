package io.datastreamer.tools.simulate;

import java.io.IOException;

/** Takes the records that the network generates. */
public interface Output extends AutoCloseable {
    /** Writes a record; it may stay in a buffer. */
    void write(SimulatedRecord record) throws IOException;

    /**
     * Makes everything that was written visible.
     *
     * @throws IOException also when an earlier record could not be written
     */
    void flush() throws IOException;

    @Override
    void close() throws IOException;
}
