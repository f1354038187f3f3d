package io.datastreamer.collect.config;

import java.time.Duration;

/**
 * What the collector may take.
 *
 * @param waiting requests whose records are not durable yet
 * @param waitingBytes what these take
 * @param remembered requests that are known when they come again
 * @param rememberedFor how long
 * @param socketBytes what the system keeps of requests that have not been read
 * @param endWithin how long requests that wait may take at the end
 */
public record Limits(
        int waiting, long waitingBytes, int remembered, Duration rememberedFor, int socketBytes, Duration endWithin) {}
