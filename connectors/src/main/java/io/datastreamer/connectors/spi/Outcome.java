package io.datastreamer.connectors.spi;

import io.datastreamer.contract.DeliveryAttempt;
import io.datastreamer.contract.Exchange;
import java.time.Duration;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * What came of sending a batch: a closed set, decided in one place per integration.
 *
 * @param verdict what the lane does next; with {@code parts} what it does with the documents that were not delivered
 * @param cause who says so
 * @param remoteStatus the HTTP status; where there was no answer a 5xx that says why: 502 name or TLS, 503 refused or
 *     reset, 504 time-out or cancelled, 500 settings invalid or address not allowed
 * @param error for people to read, without secrets; null when delivered
 * @param retryAfter how long the receiver asks to wait; null when it does not say
 * @param parts which documents were delivered and which refused, where the receiver told them apart; null when the
 *     verdict goes for all
 * @param stale how many of the delivered documents the receiver drops as too old
 * @param exchange what went over the wire, for people to read; null where it was not noted
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
        /** There was no answer, since there was no connection: nothing of the request came to the receiver. */
        NOT_REACHED,
        /** The receiver answered that the batch's name is taken by somebody else's object: it needs another one. */
        NAME_TAKEN,
        /**
         * There is no answer, because this JVM cannot go on: it is out of memory, or worse. Other parts of it may be
         * broken, too: whoever gets this has to end it rather than to try again.
         */
        JVM_FAILED
    }

    /**
     * Documents of a batch by their index in {@link Batch#items}; those in neither set are to be sent again.
     *
     * @param delivered those that the receiver has
     * @param refused those whose content it refuses
     */
    public record Parts(BitSet delivered, BitSet refused) {
        /** Copies both sets, since sets can be changed. */
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
     * The receiver told documents apart: at least one was delivered and at least one was not. Those in neither set are
     * sent again, in order.
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

    /** The receiver answered with a passing failure. */
    public static Outcome tryAgain(int remoteStatus, String error, @Nullable Duration retryAfter) {
        return failure(DeliveryAttempt.Outcome.TRY_AGAIN, Cause.ANSWER, remoteStatus, error, retryAfter);
    }

    /** There was no answer. */
    public static Outcome unanswered(int remoteStatus, String error) {
        return failure(DeliveryAttempt.Outcome.TRY_AGAIN, Cause.NO_ANSWER, remoteStatus, error, null);
    }

    /** There was no connection: the name, the address or TLS did not come about. */
    public static Outcome unreached(int remoteStatus, String error) {
        return failure(DeliveryAttempt.Outcome.TRY_AGAIN, Cause.NOT_REACHED, remoteStatus, error, null);
    }

    /** The batch's name is somebody else's already. */
    public static Outcome nameTaken(int remoteStatus, String error) {
        return failure(DeliveryAttempt.Outcome.TRY_AGAIN, Cause.NAME_TAKEN, remoteStatus, error, null);
    }

    /** The receiver refuses the content: some document of the batch, or all of it. */
    public static Outcome contentRefused(int remoteStatus, String error) {
        return failure(DeliveryAttempt.Outcome.CONTENT_REFUSED, Cause.ANSWER, remoteStatus, error, null);
    }

    /** Nothing was sent: no request can be made of this content, or none that the receiver would take. */
    public static Outcome contentUnfit(int remoteStatus, String error) {
        return failure(DeliveryAttempt.Outcome.CONTENT_REFUSED, Cause.NO_ANSWER, remoteStatus, error, null);
    }

    /** Nothing was sent: our own rules forbid it, and only a change at the customer's side can help. */
    public static Outcome forbidden(int remoteStatus, String error) {
        return failure(DeliveryAttempt.Outcome.CONFIGURATION_BROKEN, Cause.NO_ANSWER, remoteStatus, error, null);
    }

    /** Only a change at the customer's side can help. */
    public static Outcome configurationBroken(int remoteStatus, String error) {
        return failure(DeliveryAttempt.Outcome.CONFIGURATION_BROKEN, Cause.ANSWER, remoteStatus, error, null);
    }

    /**
     * This JVM cannot go on.
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

    /** The same with this on what went over the wire. */
    public Outcome withExchange(@Nullable Exchange other) {
        return new Outcome(verdict, cause, remoteStatus, error, retryAfter, parts, stale, other);
    }

    /** The same with another text for people. */
    public Outcome withError(String other) {
        return new Outcome(verdict, cause, remoteStatus, other, retryAfter, parts, stale, exchange);
    }

    /** Whether the status is the receiver's own. Where it is not, it stands for why there was no answer. */
    public boolean isAnswered() {
        return cause == Cause.ANSWER || cause == Cause.NAME_TAKEN;
    }

    /** Whether the receiver got something of the request, and said nothing: a smaller one may fare better. */
    public boolean isSilence() {
        return verdict == DeliveryAttempt.Outcome.TRY_AGAIN && cause == Cause.NO_ANSWER;
    }

    /** Whether it is the size that is refused: of the whole batch, and of no document. */
    public boolean isTooLarge() {
        return verdict == DeliveryAttempt.Outcome.CONTENT_REFUSED && parts == null && remoteStatus == TOO_LARGE;
    }

    /**
     * Whether this may be the content's fault although the receiver does not say so: it answered with a 5xx, and does
     * not ask to wait.
     */
    public boolean isServerError() {
        return verdict == DeliveryAttempt.Outcome.TRY_AGAIN
                && cause == Cause.ANSWER
                && parts == null
                && retryAfter == null
                && remoteStatus >= 500;
    }
}
