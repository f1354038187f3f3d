package io.datastreamer.connectors.http;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A credential that all requests of a client share. The first request that needs it asks for it in its own thread, and
 * others wait for that one. If asking fails, those that wait fail as well, and the next request asks again. If a
 * request is cancelled while it asks, those that wait ask for themselves. Thread-safe.
 *
 * @param <T> the credential, or the result of asking for one
 */
public final class SharedCredential<T> {
    private final Predicate<T> isGood;
    private @Nullable Asked<T> current;

    /**
     * Creates one that nobody has asked for yet.
     *
     * @param isGood whether a credential may be used now; if not, a new one is asked for. Must be quick: called under a
     *     lock
     */
    public SharedCredential(Predicate<T> isGood) {
        this.isGood = isGood;
    }

    /**
     * The result of {@link #get}.
     *
     * @param isNew whether this call asked for it
     */
    public record Found<T>(T value, boolean isNew) {}

    private static final class Asked<T> {
        private final CompletableFuture<T> answer = new CompletableFuture<>();
        private volatile boolean givenUp;
    }

    /**
     * Returns the current credential, or the result of asking for one now, here or in another thread.
     *
     * @param sending the sending that needs it; cancelling it ends the wait
     * @param ask asks, in this thread
     * @throws ExecutionException with the exception that asking threw
     * @throws InterruptedException when the sending was cancelled while waiting
     */
    public Found<T> get(HttpSending sending, Callable<T> ask) throws Exception {
        while (true) {
            Asked<T> next = new Asked<>();
            Asked<T> asked = currentOr(next);
            boolean isMine = asked == next;
            if (isMine) {
                ask(asked, sending, ask);
            }
            try {
                T value = sending.waitFor(asked.answer::get);
                if (isMine || !asked.givenUp || isGood.test(value)) {
                    return new Found<>(value, isMine);
                }
            } catch (ExecutionException e) {
                if (isMine || !asked.givenUp) {
                    throw e;
                }
            }
        }
    }

    private synchronized Asked<T> currentOr(Asked<T> next) {
        Asked<T> now = current;
        if (now == null || (now.answer.isDone() && !isGood(now))) {
            now = next;
            current = now;
        }
        return now;
    }

    private boolean isGood(Asked<T> done) {
        return !done.answer.isCompletedExceptionally() && isGood.test(done.answer.join());
    }

    private static <T> void ask(Asked<T> asked, HttpSending sending, Callable<T> ask) {
        try {
            T value = ask.call();
            asked.givenUp = sending.isCancelled();
            asked.answer.complete(value);
        } catch (Throwable e) {
            // in any case: others wait for this
            asked.givenUp = sending.isCancelled();
            asked.answer.completeExceptionally(e);
        }
    }

    /** Drops a credential that is not accepted any more: the next request asks, unless there is a newer one already. */
    public synchronized void forget(T value) {
        Asked<T> now = current;
        if (now != null
                && now.answer.isDone()
                && !now.answer.isCompletedExceptionally()
                && now.answer.join() == value) {
            current = null;
        }
    }
}
