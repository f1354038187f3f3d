package io.datastreamer.tools.simulate;

import java.io.IOException;

/** Takes the records that the network makes. */
public interface Output extends AutoCloseable {
    /** Takes a record; it may stay in a buffer. */
    void write(SimulatedRecord record) throws IOException;

    /**
     * Lets all that was written be seen.
     *
     * @throws IOException also when a record could not be written that was taken before
     */
    void flush() throws IOException;

    @Override
    void close() throws IOException;
}
