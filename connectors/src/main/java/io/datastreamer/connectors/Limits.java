package io.datastreamer.connectors;

import java.time.Duration;

/**
 * How the batches of a data stream are cut.
 *
 * @param maxRecords most documents in a batch, at least 1
 * @param maxBytes most bytes of documents' JSON in a batch; a batch of one document may be larger
 * @param linger how long the first document of a batch that is not full waits for others; zero to send at once
 * @param window how many batches may be on their way at once; more than 1 only where {@code maxRecords} is 1
 */
public record Limits(int maxRecords, long maxBytes, Duration linger, int window) {}
