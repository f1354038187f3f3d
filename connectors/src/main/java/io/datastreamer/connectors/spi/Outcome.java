package io.datastreamer.connectors.spi;

import io.datastreamer.contract.DeliveryAttempt;
import io.datastreamer.contract.Exchange;
import java.time.Duration;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * The result of sending a batch. Each integration decides it in one place, out of a fixed set.
 *
 * @param verdict what the lane does next; with {@code parts}, what it does with documents that were not delivered
 * @param cause where the outcome comes from
 * @param remoteStatus the HTTP status; without an answer a 5xx that says why: 502 name or TLS, 503 refused or reset,
 *     504 time-out or cancelled, 500 settings invalid or address not allowed
 * @param error the error for people to read, without secrets; null when delivered
 * @param retryAfter how long the receiver asks to wait; null if it does not say
 * @param parts which documents were delivered and which were refused, if the receiver reports that; null if the verdict
 *     applies to all
 * @param stale how many of the delivered documents the receiver drops as too old
 * @param exchange what went over the wire, for people to read; null if it was not recorded
 */
public record Outcome(
        DeliveryAttempt.Outcome verdict,
        Cause cause,
        int remoteStatus,
        @Nullable String error,
        @Nullable Duration retryAfter,
        @Nullable Parts parts,
        long stale,
        @Nullable Exchange exchange) {
    private static final int TOO_LARGE = 413;

    /** Where an outcome comes from. */
    public enum Cause {
        /** The receiver answered. */
        ANSWER,
        /** There was no answer: the network, the deadline, or our own rules. */
        NO_ANSWER,
        /** There was no answer because there was no connection: no part of the request reached the receiver. */
        NOT_REACHED,
        /** The receiver answered that another object already has the batch's name: the batch needs another one. */
        NAME_TAKEN,
        /**
         * There is no answer because this JVM cannot continue: it is out of memory, or worse. Other parts of it may be
         * broken, too: whoever gets this must end the JVM instead of trying again.
         */
        JVM_FAILED
    }

    /**
     * Documents of a batch by their index in {@link Batch#items}; those in neither set must be sent again.
     *
     * @param delivered those that the receiver has
     * @param refused those whose content it refuses
     */
    public record Parts(BitSet delivered, BitSet refused) {
        /** Copies both sets, because sets are mutable. */
        public Parts {
            delivered = (BitSet) delivered.clone();
            refused = (BitSet) refused.clone();
        }

        @Override
        public BitSet delivered() {
            return (BitSet) delivered.clone();
        }

        @Override
        public BitSet refused() {
            return (BitSet) refused.clone();
        }
    }

    /** All documents of the batch have arrived. */
    public static Outcome delivered(int remoteStatus) {
        return deliveredWithStale(remoteStatus, 0);
    }

    /** All documents of the batch have arrived, some of which the receiver drops as too old. */
    public static Outcome deliveredWithStale(int remoteStatus, long stale) {
        return new Outcome(
                DeliveryAttempt.Outcome.DELIVERED, Cause.ANSWER, remoteStatus, null, null, null, stale, null);
    }

    /**
     * The receiver reported on each document: at least one was delivered and at least one was not. Those in neither set
     * are sent again, in order.
     */
    public static Outcome partly(
            int remoteStatus, Parts parts, int documents, String error, @Nullable Duration retryAfter) {
        boolean someAgain = parts.delivered.cardinality() + parts.refused.cardinality() < documents;
        return new Outcome(
                someAgain ? DeliveryAttempt.Outcome.TRY_AGAIN : DeliveryAttempt.Outcome.CONTENT_REFUSED,
                Cause.ANSWER,
                remoteStatus,
                error,
                retryAfter,
                parts,
                0,
                null);
    }

    /** The receiver answered with a temporary failure. */
    public static Outcome tryAgain(int remoteStatus, String error, @Nullable Duration retryAfter) {
        return failure(DeliveryAttempt.Outcome.TRY_AGAIN, Cause.ANSWER, remoteStatus, error, retryAfter);
    }

    /** There was no answer. */
    public static Outcome unanswered(int remoteStatus, String error) {
        return failure(DeliveryAttempt.Outcome.TRY_AGAIN, Cause.NO_ANSWER, remoteStatus, error, null);
    }

    /** There was no connection: the name, the address or TLS failed. */
    public static Outcome unreached(int remoteStatus, String error) {
        return failure(DeliveryAttempt.Outcome.TRY_AGAIN, Cause.NOT_REACHED, remoteStatus, error, null);
    }

    /** Somebody else's object already has the batch's name. */
    public static Outcome nameTaken(int remoteStatus, String error) {
        return failure(DeliveryAttempt.Outcome.TRY_AGAIN, Cause.NAME_TAKEN, remoteStatus, error, null);
    }

    /** The receiver refuses the content: of some document of the batch, or of all. */
    public static Outcome contentRefused(int remoteStatus, String error) {
        return failure(DeliveryAttempt.Outcome.CONTENT_REFUSED, Cause.ANSWER, remoteStatus, error, null);
    }

    /** Nothing was sent: this content makes no request, or none that the receiver would accept. */
    public static Outcome contentUnfit(int remoteStatus, String error) {
        return failure(DeliveryAttempt.Outcome.CONTENT_REFUSED, Cause.NO_ANSWER, remoteStatus, error, null);
    }

    /** Nothing was sent: our own rules forbid it, and only a change on the customer's side can help. */
    public static Outcome forbidden(int remoteStatus, String error) {
        return failure(DeliveryAttempt.Outcome.CONFIGURATION_BROKEN, Cause.NO_ANSWER, remoteStatus, error, null);
    }

    /** Only a change on the customer's side can help. */
    public static Outcome configurationBroken(int remoteStatus, String error) {
        return failure(DeliveryAttempt.Outcome.CONFIGURATION_BROKEN, Cause.ANSWER, remoteStatus, error, null);
    }

    /**
     * This JVM cannot continue.
     *
     * @param failure an {@link OutOfMemoryError}, or another failure of the JVM itself
     */
    public static Outcome jvmFailed(Throwable failure) {
        return failure(DeliveryAttempt.Outcome.TRY_AGAIN, Cause.JVM_FAILED, 500, "this JVM failed: " + failure, null);
    }

    private static Outcome failure(
            DeliveryAttempt.Outcome verdict,
            Cause cause,
            int remoteStatus,
            String error,
            @Nullable Duration retryAfter) {
        return new Outcome(verdict, cause, remoteStatus, error, retryAfter, null, 0, null);
    }

    /** The same with this record of what went over the wire. */
    public Outcome withExchange(@Nullable Exchange other) {
        return new Outcome(verdict, cause, remoteStatus, error, retryAfter, parts, stale, other);
    }

    /** The same with another text for people. */
    public Outcome withError(String other) {
        return new Outcome(verdict, cause, remoteStatus, other, retryAfter, parts, stale, exchange);
    }

    /** Whether the status is the receiver's own; if not, it says why there was no answer. */
    public boolean isAnswered() {
        return cause == Cause.ANSWER || cause == Cause.NAME_TAKEN;
    }

    /** Whether the receiver got part of the request and did not answer: a smaller one may succeed. */
    public boolean isSilence() {
        return verdict == DeliveryAttempt.Outcome.TRY_AGAIN && cause == Cause.NO_ANSWER;
    }

    /** Whether the size of the whole batch is refused, not a document. */
    public boolean isTooLarge() {
        return verdict == DeliveryAttempt.Outcome.CONTENT_REFUSED && parts == null && remoteStatus == TOO_LARGE;
    }

    /**
     * Whether the content may be to blame although the receiver does not say so: it answered with a 5xx and does not
     * ask to wait.
     */
    public boolean isServerError() {
        return verdict == DeliveryAttempt.Outcome.TRY_AGAIN
                && cause == Cause.ANSWER
                && parts == null
                && retryAfter == null
                && remoteStatus >= 500;
    }
}
