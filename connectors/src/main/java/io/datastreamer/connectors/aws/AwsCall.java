package io.datastreamer.connectors.aws;

import io.datastreamer.connectors.Outcome;
import io.datastreamer.connectors.http.HttpSending;
import io.datastreamer.connectors.http.JvmFailure;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Calls of the SDK on behalf of a batch: all that they do is done in the batch's own thread. */
public final class AwsCall {
    private static final ThreadLocal<HttpSending> SENDING = new ThreadLocal<>();

    private AwsCall() {}

    /**
     * Makes a call and waits for its end. The SDK makes and signs the request where it is called.
     *
     * @param sending whose thread this is; carries the call's requests
     * @param call starts it
     * @param outcome decides: of its two arguments one is null
     */
    public static <T> Outcome outcome(
            HttpSending sending,
            Supplier<CompletableFuture<T>> call,
            BiFunction<@Nullable T, @Nullable Throwable, Outcome> outcome)
            throws Exception {
        SENDING.set(sending);
        try {
            CompletableFuture<T> future = call.get();
            // it is over already, unless the SDK has lost sight of it
            T answer = sending.waitFor(() -> future.get(sending.timeout().toMillis(), TimeUnit.MILLISECONDS));
            return outcome.apply(answer, null);
        } catch (ExecutionException e) {
            VirtualMachineError jvm = JvmFailure.in(e);
            if (jvm != null) {
                throw jvm;
            }
            return outcome.apply(null, e.getCause());
        } finally {
            SENDING.remove();
        }
    }

    /** The batch that this thread is sending. */
    static HttpSending sending() {
        HttpSending sending = SENDING.get();
        if (sending == null) {
            throw new IllegalStateException("calls of AWS are made within AwsCall.outcome");
        }
        return sending;
    }
}
