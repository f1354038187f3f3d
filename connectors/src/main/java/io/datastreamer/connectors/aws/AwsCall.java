package io.datastreamer.connectors.aws;

import io.datastreamer.connectors.Outcome;
import io.datastreamer.connectors.http.HttpChannel;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls of the SDK on behalf of a client: off the caller's thread, with exactly one outcome. */
public final class AwsCall {
    private static final Logger LOG = LoggerFactory.getLogger(AwsCall.class);

    private AwsCall() {}

    /**
     * Starts a call. The SDK makes and signs the request where it is called: that is not the caller's thread.
     *
     * @param channel carries the call, and lends the thread
     * @param call starts it
     * @param outcome decides: of its two arguments one is null
     * @param whenDone called exactly once
     */
    public static <T> void start(
            HttpChannel channel,
            Supplier<CompletableFuture<T>> call,
            BiFunction<@Nullable T, @Nullable Throwable, Outcome> outcome,
            Consumer<Outcome> whenDone) {
        try {
            channel.execute(() -> {
                // nobody waits: the outcome is told
                var unused = started(call)
                        .handle(outcome)
                        .exceptionally(AwsCall::unexpected)
                        .thenAccept(whenDone);
            });
        } catch (RejectedExecutionException e) {
            whenDone.accept(Outcome.unanswered(503, "cancelled: the stream was changed or stopped"));
        }
    }

    private static <T> CompletableFuture<T> started(Supplier<CompletableFuture<T>> call) {
        try {
            return call.get();
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private static Outcome unexpected(Throwable failure) {
        LOG.warn("an answer of AWS could not be understood", failure);
        return Outcome.unanswered(502, "the answer cannot be understood");
    }
}
