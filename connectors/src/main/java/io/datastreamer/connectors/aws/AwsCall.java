package io.datastreamer.connectors.aws;

import io.datastreamer.connectors.http.HttpSending;
import io.datastreamer.connectors.http.JvmFailure;
import io.datastreamer.connectors.spi.Outcome;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs the SDK's calls on behalf of a batch, all in the batch's own thread. If a call fails for an expired session or a
 * wrong clock, that is corrected, and the call is repeated once, at once.
 */
public final class AwsCall {
    private static final ThreadLocal<AwsCall> CURRENT = new ThreadLocal<>();

    private final HttpSending sending;
    private final AwsClock clock;
    private @Nullable Runnable forgetsSession;

    private AwsCall(HttpSending sending, AwsClock clock) {
        this.sending = sending;
        this.clock = clock;
    }

    /**
     * Makes a call and waits for it to end. The SDK creates and signs the request in this thread.
     *
     * @param sending the batch's sending in this thread; sends the call's requests
     * @param clock the clock that signs the call
     * @param call starts it
     * @param outcome decides the outcome; one of its two arguments is null
     */
    public static <T> Outcome outcome(
            HttpSending sending,
            AwsClock clock,
            Supplier<CompletableFuture<T>> call,
            BiFunction<@Nullable T, @Nullable Throwable, Outcome> outcome)
            throws Exception {
        AwsCall current = new AwsCall(sending, clock);
        CURRENT.set(current);
        try {
            return current.make(call, outcome);
        } finally {
            CURRENT.remove();
        }
    }

    private <T> Outcome make(
            Supplier<CompletableFuture<T>> call, BiFunction<@Nullable T, @Nullable Throwable, Outcome> outcome)
            throws Exception {
        try {
            return outcome.apply(end(call), null);
        } catch (ExecutionException e) {
            Throwable failure = causeOf(e);
            if (!isMended(failure)) {
                return outcome.apply(null, failure);
            }
        }
        try {
            return outcome.apply(end(call), null);
        } catch (ExecutionException e) {
            return outcome.apply(null, causeOf(e));
        }
    }

    private <T> T end(Supplier<CompletableFuture<T>> call) throws Exception {
        CompletableFuture<T> future = call.get();
        // the future is already complete, unless the SDK has lost track of it
        return sending.waitFor(() -> future.get(sending.timeout().toMillis(), TimeUnit.MILLISECONDS));
    }

    private static Throwable causeOf(ExecutionException failure) {
        VirtualMachineError jvm = JvmFailure.in(failure);
        if (jvm != null) {
            throw jvm;
        }
        return Objects.requireNonNull(failure.getCause());
    }

    private boolean isMended(Throwable failure) {
        if (forgetsSession != null && AwsVerdict.isEndOfSession(failure)) {
            forgetsSession.run();
            return true;
        }
        return clock.isCorrectedBy(failure);
    }

    /** The call that this thread is making. */
    static AwsCall current() {
        AwsCall current = CURRENT.get();
        if (current == null) {
            throw new IllegalStateException("calls of AWS are made within AwsCall.outcome");
        }
        return current;
    }

    HttpSending sending() {
        return sending;
    }

    /**
     * Notes that the call is signed with a session.
     *
     * @param forget drops the session, so that it is not used again
     */
    void signedWith(Runnable forget) {
        forgetsSession = forget;
    }
}
