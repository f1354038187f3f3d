package io.datastreamer.contract;

import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to deliver a batch. Every failure has its own attempt; successes are summed per lane and second.
 *
 * @param streamId the stream
 * @param recordKind which of its lanes
 * @param batchId names the batch: the same for every attempt at the same documents; after its last {@code @} is the
 *     first document's place in the journal, such as {@code 3.14}
 * @param firstId id of the first document
 * @param lastId id of the last document
 * @param records how many documents
 * @param bytes size of the documents' JSON
 * @param attempt 1 for the first attempt at this batch, and so on
 * @param startedAt when the request started
 * @param durationMs how long until its outcome was known, in milliseconds
 * @param outcome the result
 * @param remoteStatus HTTP status, or a 5xx that says why there was no answer
 * @param answered whether that status is the receiver's own; null in attempts that an earlier release wrote
 * @param error for people to read, without secrets; null when delivered
 * @param nextAttemptAt when it is tried again; null when delivered
 * @param exchange what went over the wire, of one request where successes are summed; null where it was not recorded
 * @param lastPlace the place of the last document in the journal; null in attempts that an earlier release wrote
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
        @Nullable Exchange exchange,
        @Nullable String lastPlace) {
    /** A document's place in the journal: its segment's number, and how many entries of the segment are before it. */
    public static final Pattern PLACE = Pattern.compile("[0-9]{1,18}\\.[0-9]{1,9}");

    /** An attempt without a record of what went over the wire. */
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
                null,
                null);
    }

    /** The same attempt with another exchange. */
    public DeliveryAttempt withExchange(@Nullable Exchange other) {
        return with(other, lastPlace);
    }

    /** The same attempt with another place of the last document. */
    public DeliveryAttempt withLastPlace(@Nullable String other) {
        return with(exchange, other);
    }

    private DeliveryAttempt with(@Nullable Exchange otherExchange, @Nullable String otherPlace) {
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
                otherExchange,
                otherPlace);
    }

    /**
     * Whether the document at a place was in this attempt's batch, provided that the data stream was sent it at all;
     * false if unknown.
     *
     * @param place such as {@code 3.14}, from an answer to {@link Question.Find}
     */
    public boolean had(String place) {
        String first = batchId.substring(batchId.lastIndexOf('@') + 1);
        return lastPlace != null
                && PLACE.matcher(first).matches()
                && PLACE.matcher(lastPlace).matches()
                && compare(first, place) <= 0
                && compare(place, lastPlace) <= 0;
    }

    private static int compare(String one, String other) {
        int bySegment = Long.compare(part(one, 0), part(other, 0));
        return bySegment != 0 ? bySegment : Long.compare(part(one, 1), part(other, 1));
    }

    private static long part(String place, int which) {
        return Long.parseLong(place.split("\\.", -1)[which]);
    }

    /** The possible results of an attempt; each integration decides in one place. */
    public enum Outcome {
        /** The receiver has the documents. */
        DELIVERED,
        /** A temporary failure: the same batch is sent again. */
        TRY_AGAIN,
        /** The receiver objects to the content: a smaller batch may be accepted. */
        CONTENT_REFUSED,
        /** Only a change on the customer's side can help; tried again rarely. */
        CONFIGURATION_BROKEN
    }
}
