package io.datastreamer.job.deliver.lane;

import io.datastreamer.connectors.spi.Outcome;
import org.jspecify.annotations.Nullable;

/** How a lane has fared with its receiver. Decides its next attempts, and is what people are shown. */
public final class Health {
    /** A request that took longer than this is a slow one. */
    public static final long SLOW_NANOS = 2_000_000_000;

    private Standing standing;
    private int failures;
    private int serverErrors;
    private long nextAttempt;
    private boolean isAway;
    private long awaySince;
    private int remoteStatus;
    private boolean answered;
    private @Nullable String lastError;
    private long answeredAt;

    Health(boolean hasDelivered) {
        this.standing = hasDelivered ? Standing.CURRENT : Standing.NEW;
    }

    /** The lane's standing; never {@link Standing#BEHIND}, which does not depend on health. */
    Standing standing() {
        return standing;
    }

    /** Attempts in a row that failed. */
    public int failures() {
        return failures;
    }

    /** Server errors since something was last taken. */
    public int serverErrors() {
        return serverErrors;
    }

    /** When the lane tries again, in monotonic nanoseconds; only valid while it waits for that. */
    public long nextAttempt() {
        return nextAttempt;
    }

    /** For how long attempts have failed, in nanoseconds; 0 if the last one did not. */
    public long awayNanos(long nanos) {
        return isAway ? nanos - awaySince : 0;
    }

    /** Whether the receiver answered the last request; null before the first outcome. */
    public @Nullable Boolean answered() {
        return remoteStatus == 0 ? null : Boolean.valueOf(answered);
    }

    /** The HTTP status of the last outcome; 0 before the first. */
    public int remoteStatus() {
        return remoteStatus;
    }

    /** What was wrong with the last outcome; null when nothing was. */
    public @Nullable String lastError() {
        return lastError;
    }

    /** When the last outcome came, in monotonic nanoseconds; meaningless before the first. */
    public long answeredAt() {
        return answeredAt;
    }

    /** Begins anew after a change: earlier failures do not count any more. */
    void restart(boolean toAnotherPlace) {
        failures = 0;
        serverErrors = 0;
        nextAttempt = 0;
        isAway = false;
        if (toAnotherPlace) {
            standing = Standing.NEW;
            lastError = null;
        }
    }

    /** Takes an outcome. */
    public void answered(Outcome outcome, long nanos) {
        remoteStatus = outcome.remoteStatus();
        answered = outcome.isAnswered();
        lastError = outcome.error();
        answeredAt = nanos;
        if (outcome.isServerError()) {
            serverErrors++;
        }
    }

    /** Notes that something was taken: the server is up. */
    public void wasTaken() {
        serverErrors = 0;
    }

    /** Notes a successful attempt. */
    public void succeeded(long durationNanos) {
        failures = 0;
        nextAttempt = 0;
        isAway = false;
        standing = durationNanos > SLOW_NANOS ? Standing.SLOW : Standing.CURRENT;
    }

    /**
     * Notes a failed attempt.
     *
     * @param silent whether it was given up without an answer
     * @param nanos now, on the monotonic clock
     * @param tryAgainAt on the same clock
     */
    public void failed(boolean silent, long nanos, long tryAgainAt) {
        failures++;
        if (!isAway) {
            isAway = true;
            awaySince = nanos;
        }
        standing = silent ? Standing.SILENT : Standing.FAILED;
        nextAttempt = tryAgainAt;
    }

    /**
     * Notes that the server fails at everything, as a search has shown: the errors so far say nothing about a document.
     */
    public void failsAtAll() {
        serverErrors = 0;
    }

    /** Notes that a request was refused; the next one follows at once. */
    public void refused() {
        failures = Math.max(failures, 1);
        standing = Standing.FAILED;
    }

    /** Waits until a time, if that is later than the time it waits for already. */
    public void waitUntil(long nanos) {
        nextAttempt = Math.max(nextAttempt, nanos);
    }
}
