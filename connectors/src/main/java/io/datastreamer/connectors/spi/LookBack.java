package io.datastreamer.connectors.spi;

import java.time.Duration;

/**
 * How far a client wants to look back from a batch. Documents that are expensive to read may be left out, oldest first.
 *
 * @param documents most documents of the kind, taken right before the batch
 * @param time how much earlier than the batch's first document they may have come into the history
 */
public record LookBack(int documents, Duration time) {}
