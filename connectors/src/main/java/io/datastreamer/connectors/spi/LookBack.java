package io.datastreamer.connectors.spi;

import java.time.Duration;

/**
 * How far a client wants to look back from a batch. What is dear to read may be left out, the oldest first.
 *
 * @param documents so many documents of the kind at most, those right before the batch
 * @param time none that came into the history so much earlier than the batch's first document
 */
public record LookBack(int documents, Duration time) {}
