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
 * @param target the place for people to read (URL, bucket, stream), without secrets
 * @param state what it does
 * @param lastTimestamp time of the last delivery; null before the first
 * @param remoteStatus HTTP status of the last attempt, or a 5xx that says why there was no answer; 0 before the first
 * @param answered whether that status is the receiver's own: false where there was no answer; null before the first
 *     attempt
 * @param delivered documents accepted by the receiver so far
 * @param refused documents given up because the receiver refuses their content
 * @param expired documents that left the history before they could be delivered
 * @param stale documents that the receiver accepts but drops as too old
 * @param pending documents that wait
 * @param oldestPendingAt journal time of the oldest document that waits; null when none does. Readers compute the
 *     present lag from it.
 * @param lagSeconds age of the oldest pending document at {@link #updatedAt}
 * @param expiresInSeconds how long from {@link #updatedAt} until the oldest pending document is lost, when that is near;
 *     null otherwise
 * @param apart documents of {@code pending} that wait apart: the receiver does not take them, and they are tried by
 *     themselves
 * @param takesBytes the receiver takes at most about so many bytes a request; null while no limit is known
 * @param takesRecords it takes at most about so many documents a request; null while no limit is known
 * @param certificateExpiresAt when the certificate ends by which the stream shows its receiver who it is; null where it
 *     shows none
 * @param notice what the last four mean, for people to read; null when there is nothing to say
 * @param lastError what went wrong last, for people to read; null when the last attempt went well
 * @param nextAttemptAt when it is tried again; null when nothing waits for that
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

    /** What a stream does. */
    public enum State {
        /** Delivers as documents come. */
        RUNNING,
        /** Delivers, and has older documents to send first. */
        CATCHING_UP,
        /** The last attempt failed; it will be tried again. */
        FAILING,
        /** Stopped by the customer. */
        PAUSED
    }
}
