package io.datastreamer.connectors.http;

import io.datastreamer.connectors.Outcome;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import okhttp3.Request;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Requests whose body takes time to make: that is done in a thread of the transport, not in the caller's. */
public final class LateRequest {
    private static final Logger LOG = LoggerFactory.getLogger(LateRequest.class);

    private LateRequest() {}

    /**
     * Makes a request and sends it.
     *
     * @param channel carries it, and lends the thread
     * @param request makes it
     * @param outcome decides what its result means
     * @param whenDone called exactly once
     */
    public static void send(
            HttpChannel channel,
            Supplier<Request> request,
            Function<HttpResult, Outcome> outcome,
            Consumer<Outcome> whenDone) {
        try {
            channel.execute(() -> {
                Request made;
                try {
                    made = request.get();
                } catch (RuntimeException e) {
                    LOG.warn("a request could not be made", e);
                    whenDone.accept(Outcome.contentRefused(
                            500, "no request can be made of it: " + e.getClass().getSimpleName()));
                    return;
                }
                channel.send(made, result -> whenDone.accept(outcome.apply(result)));
            });
        } catch (RejectedExecutionException e) {
            whenDone.accept(HttpVerdict.of(HttpFault.cancelled()));
        }
    }
}
