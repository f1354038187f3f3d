package io.datastreamer.connectors.http;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A credential that all requests of a client share. Who needs it first asks for it in its own thread, and who needs it
 * meanwhile waits for that one. What failed is told to those who waited and not kept: the next request asks again. Who
 * gave up while it asked says nothing about the credential: those who waited ask themselves. Thread-safe.
 *
 * @param <T> the credential, or what came of asking for one
 */
public final class SharedCredential<T> {
    private final Predicate<T> isGood;
    private @Nullable Asked<T> current;

    /**
     * One that nobody has asked for yet.
     *
     * @param isGood whether it may be used now; one that is not is asked for anew. Quick, and called under a lock
     */
    public SharedCredential(Predicate<T> isGood) {
        this.isGood = isGood;
    }

    /**
     * What {@link #get} found.
     *
     * @param isNew whether this call has asked for it
     */
    public record Found<T>(T value, boolean isNew) {}

    private static final class Asked<T> {
        private final CompletableFuture<T> answer = new CompletableFuture<>();
        private volatile boolean givenUp;
    }

    /**
     * The credential that there is, or what comes of asking for one now, here or in another thread.
     *
     * @param sending who needs it; cancelling it ends the wait
     * @param ask asks, in this thread
     * @throws ExecutionException with what asking has thrown
     * @throws InterruptedException when the sending was cancelled while it waited
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
            // whatever it is: others wait for this
            asked.givenUp = sending.isCancelled();
            asked.answer.completeExceptionally(e);
        }
    }

    /** This one is not taken any more: unless there is a newer one already, the next request asks. */
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
