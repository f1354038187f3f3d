package io.datastreamer.connectors;

import io.datastreamer.contract.DeliveryAttempt;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What came of sending a batch: a closed set, decided in one place per integration.
 *
 * @param verdict what the lane does next
 * @param remoteStatus the HTTP status; where there was no answer a 5xx that says why: 502 name or TLS, 503 refused or
 *     reset, 504 time-out, 500 settings invalid or address not allowed
 * @param error for people to read, without secrets; null when delivered
 * @param retryAfter how long the receiver asks to wait; null when it does not say
 */
public record Outcome(
        DeliveryAttempt.Outcome verdict,
        int remoteStatus,
        @Nullable String error,
        @Nullable Duration retryAfter) {

    /** All documents of the batch have arrived. */
    public static Outcome delivered(int remoteStatus) {
        return new Outcome(DeliveryAttempt.Outcome.DELIVERED, remoteStatus, null, null);
    }

    /** A passing failure. */
    public static Outcome tryAgain(int remoteStatus, String error, @Nullable Duration retryAfter) {
        return new Outcome(DeliveryAttempt.Outcome.TRY_AGAIN, remoteStatus, error, retryAfter);
    }

    /** The receiver refuses the content: some document of the batch, or all of it. */
    public static Outcome contentRefused(int remoteStatus, String error) {
        return new Outcome(DeliveryAttempt.Outcome.CONTENT_REFUSED, remoteStatus, error, null);
    }

    /** Only a change at the customer's side can help. */
    public static Outcome configurationBroken(int remoteStatus, String error) {
        return new Outcome(DeliveryAttempt.Outcome.CONFIGURATION_BROKEN, remoteStatus, error, null);
    }
}
