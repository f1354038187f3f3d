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
 * Calls of the SDK on behalf of a batch: all that they do is done in the batch's own thread. A call is made once more, at
 * once, when it failed for what was mended by that: a session that is not good any more, or a clock that is not right.
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
     * Makes a call and waits for its end. The SDK makes and signs the request where it is called.
     *
     * @param sending whose thread this is; carries the call's requests
     * @param clock which the call is signed by
     * @param call starts it
     * @param outcome decides: of its two arguments one is null
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
        // it is over already, unless the SDK has lost sight of it
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
     * Says that the call is signed with a session.
     *
     * @param forget makes sure that it is used no more
     */
    void signedWith(Runnable forget) {
        forgetsSession = forget;
    }
}
