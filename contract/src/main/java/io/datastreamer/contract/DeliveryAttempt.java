package io.datastreamer.contract;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to deliver a batch. Every failure is told; successes are summed per lane and second.
 *
 * @param streamId the stream
 * @param recordKind which of its lanes
 * @param batchId names the batch: the same for every attempt at the same documents
 * @param firstId id of the first document
 * @param lastId id of the last document
 * @param records how many documents
 * @param bytes size of the documents' JSON
 * @param attempt 1 for the first attempt at this batch, and so on
 * @param startedAt when the request started
 * @param durationMs how long until its outcome was known, in milliseconds
 * @param outcome what came of it
 * @param remoteStatus HTTP status, or a 5xx that says why there was no answer
 * @param answered whether that status is the receiver's own; null in attempts that an earlier release wrote
 * @param error for people to read, without secrets; null when delivered
 * @param nextAttemptAt when it is tried again; null when delivered
 * @param exchange what went over the wire, of successes that are summed in one of them; null where it was not noted
 */
public record DeliveryAttempt(
        String streamId,
        RecordKind recordKind,
        String batchId,
        long firstId,
        long lastId,
        long records,
        long bytes,
        int attempt,
        Instant startedAt,
        long durationMs,
        Outcome outcome,
        int remoteStatus,
        @Nullable Boolean answered,
        @Nullable String error,
        @Nullable Instant nextAttemptAt,
        @Nullable Exchange exchange) {

    /** Where it was not noted what went over the wire. */
    public DeliveryAttempt(
            String streamId,
            RecordKind recordKind,
            String batchId,
            long firstId,
            long lastId,
            long records,
            long bytes,
            int attempt,
            Instant startedAt,
            long durationMs,
            Outcome outcome,
            int remoteStatus,
            @Nullable Boolean answered,
            @Nullable String error,
            @Nullable Instant nextAttemptAt) {
        this(
                streamId,
                recordKind,
                batchId,
                firstId,
                lastId,
                records,
                bytes,
                attempt,
                startedAt,
                durationMs,
                outcome,
                remoteStatus,
                answered,
                error,
                nextAttemptAt,
                null);
    }

    /** The same with this on what went over the wire. */
    public DeliveryAttempt withExchange(@Nullable Exchange other) {
        return new DeliveryAttempt(
                streamId,
                recordKind,
                batchId,
                firstId,
                lastId,
                records,
                bytes,
                attempt,
                startedAt,
                durationMs,
                outcome,
                remoteStatus,
                answered,
                error,
                nextAttemptAt,
                other);
    }

    /** What can come of an attempt; decided in one place per integration. */
    public enum Outcome {
        /** The receiver has the documents. */
        DELIVERED,
        /** A passing failure: the same batch is sent again. */
        TRY_AGAIN,
        /** The receiver speaks of the content: a smaller batch may pass. */
        CONTENT_REFUSED,
        /** Only a change at the customer's side can help; tried again rarely. */
        CONFIGURATION_BROKEN
    }
}
