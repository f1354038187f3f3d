package io.datastreamer.collect.config;

import java.time.Duration;

/**
 * Limits on what the collector holds.
 *
 * @param waiting most requests whose records are not durable yet
 * @param waitingBytes most memory for these
 * @param remembered how many requests are remembered in order to recognise retransmissions
 * @param rememberedFor how long they are remembered
 * @param socketBytes the system's buffer for requests that have not been read
 * @param endWithin how long waiting requests may take at shutdown
 */
public record Limits(
        int waiting, long waitingBytes, int remembered, Duration rememberedFor, int socketBytes, Duration endWithin) {}
