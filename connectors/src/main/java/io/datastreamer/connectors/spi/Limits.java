package io.datastreamer.connectors.spi;

import java.time.Duration;

/**
 * How the batches of a data stream are cut.
 *
 * @param maxRecords most documents in a batch, at least 1
 * @param maxBytes most bytes of documents' JSON in a batch; a batch of one document may be larger
 * @param linger how long the first document of an incomplete batch waits for others; zero to send at once
 * @param window how many batches may be under way at once; more than 1 only if {@code maxRecords} is 1
 * @param oneOfEachSim whether a batch holds at most one document of a SIM: for places that may accept one document of a
 *     batch and not another, so that the order of each SIM holds all the same
 */
public record Limits(int maxRecords, long maxBytes, Duration linger, int window, boolean oneOfEachSim) {

    /** For places that accept a batch as a whole. */
    public Limits(int maxRecords, long maxBytes, Duration linger, int window) {
        this(maxRecords, maxBytes, linger, window, false);
    }
}
