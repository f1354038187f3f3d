package io.datastreamer.contract;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a data stream is doing, as of {@link #updatedAt}. Holds no secrets.
 *
 * @param streamId the stream
 * @param organisationId its organisation
 * @param name what the customer calls it
 * @param apiType the kind of place
 * @param streamType which documents
 * @param target the place, for people to read (URL, bucket, stream), without secrets
 * @param state what it is doing
 * @param lastTimestamp time of the last delivery; null before the first
 * @param remoteStatus HTTP status of the last attempt, or a 5xx that says why there was no answer; 0 before the first
 * @param answered whether that status is the receiver's own: false where there was no answer; null before the first
 *     attempt
 * @param delivered documents accepted by the receiver so far
 * @param refused documents that the receiver refused for their content, and that were given up
 * @param expired documents that left the history before they could be delivered
 * @param stale documents that the receiver accepts but drops as too old
 * @param pending documents still waiting to be delivered
 * @param oldestPendingAt journal time of the oldest pending document; null when there is none. Readers compute the
 *     current lag from it.
 * @param lagSeconds age of the oldest pending document at {@link #updatedAt}
 * @param expiresInSeconds how long from {@link #updatedAt} until the oldest pending document is lost, when that is near;
 *     null otherwise
 * @param apart pending documents that wait apart: the receiver does not accept them, and each is tried by itself
 * @param takesBytes about how many bytes a request the receiver accepts at most; null while no limit is known
 * @param takesRecords about how many documents a request it accepts at most; null while no limit is known
 * @param certificateExpiresAt when the stream's client certificate expires; null if it has none
 * @param notice what the previous four mean, for people to read; null when there is nothing to say
 * @param lastError the last error, for people to read; null when the last attempt succeeded
 * @param nextAttemptAt when the next attempt is due; null when none is scheduled
 * @param updatedAt when this was written
 */
public record StreamStatus(
        String streamId,
        long organisationId,
        String name,
        ApiType apiType,
        StreamType streamType,
        String target,
        State state,
        @Nullable Instant lastTimestamp,
        int remoteStatus,
        @Nullable Boolean answered,
        long delivered,
        long refused,
        long expired,
        long stale,
        long pending,
        @Nullable Instant oldestPendingAt,
        long lagSeconds,
        @Nullable Long expiresInSeconds,
        long apart,
        @Nullable Long takesBytes,
        @Nullable Long takesRecords,
        @Nullable Instant certificateExpiresAt,
        @Nullable String notice,
        @Nullable String lastError,
        @Nullable Instant nextAttemptAt,
        Instant updatedAt) {

    /** What a stream is doing. */
    public enum State {
        /** Delivers documents as they come. */
        RUNNING,
        /** Delivers older documents first. */
        CATCHING_UP,
        /** The last attempt failed; it will be tried again. */
        FAILING,
        /** Stopped by the customer. */
        PAUSED
    }
}
