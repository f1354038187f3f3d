package io.datastreamer.contract;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An input or document that cannot be processed further, with the reason.
 *
 * @param stage which stage rejected it: {@code decode}, {@code enrich}, {@code normalize}, {@code deliver}
 * @param reason for people to read; names the member and its value
 * @param source where it came from: a file's path, {@code topic-partition}, or empty
 * @param position where in the source: a line's byte offset, a Kafka offset, or empty
 * @param raw the bytes as they came
 * @param streamId the data stream whose receiver refused it; null where no receiver did
 * @param remoteStatus the receiver's answer; 0 where there was none
 * @param time when it was rejected
 */
public record Rejected(
        String stage,
        String reason,
        String source,
        String position,
        byte[] raw,
        @Nullable String streamId,
        int remoteStatus,
        Instant time) {}
