package io.datastreamer.connectors.http;

import io.datastreamer.connectors.spi.Outcome;
import io.datastreamer.connectors.spi.Sending;
import java.io.Closeable;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import okhttp3.Call;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A batch that is being sent: one piece of {@link Work}, done in a thread of the transport, and its one outcome.
 * Whatever the work throws becomes the outcome; so does a failure to start a thread.
 */
public final class HttpSending implements Sending {
    private static final Logger LOG = LoggerFactory.getLogger(HttpSending.class);

    /** Created in advance, while there is memory. */
    private static final Outcome OUT_OF_MEMORY = Outcome.jvmFailed(new OutOfMemoryError());

    /** Everything that a client does for a batch: it creates the body, sends it, and decides what the answer means. */
    @FunctionalInterface
    public interface Work {

        /**
         * Does the work in the calling thread.
         *
         * @param sending sends the requests
         * @throws Exception when there is no better outcome: before a request was sent it counts against the content,
         *     afterwards as an answer that cannot be understood
         */
        Outcome outcome(HttpSending sending) throws Exception;
    }

    private final HttpChannel channel;
    private final Work work;
    private final Consumer<Outcome> whenDone;
    private final AtomicBoolean told = new AtomicBoolean();
    private final Object interrupting = new Object();
    private @Nullable Thread interruptible;
    private volatile @Nullable Call call;
    private volatile boolean cancelled;
    private volatile @Nullable OpenWires wires;
    private boolean sent;
    private boolean aside;
    private @Nullable HttpExchange last;

    HttpSending(HttpChannel channel, Work work, Consumer<Outcome> whenDone) {
        this.channel = channel;
        this.work = work;
        this.whenDone = whenDone;
    }

    /**
     * Sends a request and waits for its result, at most until the deadline. Only called by the work's thread.
     *
     * @param request the request; its body can be written more than once
     */
    public HttpResult send(Request request) {
        sent = true;
        HttpExchange exchange = new HttpExchange(channel, this, request);
        if (!aside) {
            last = exchange;
        }
        return exchange.run();
    }

    /**
     * Does work that is not about the documents, such as getting credentials: outcomes do not show its requests. Only
     * called by the work's thread.
     */
    public <T> T aside(Callable<T> work) throws Exception {
        aside = true;
        try {
            return work.call();
        } finally {
            aside = false;
        }
    }

    /** Whether current requests are not about the documents: then their answers' bodies are always waited for. */
    boolean isAside() {
        return aside;
    }

    /** How long a request may take. */
    public Duration timeout() {
        return channel.timeout();
    }

    /**
     * Waits for something other than an answer: {@link #cancel} interrupts it.
     *
     * @throws InterruptedException when cancelled
     */
    public <T> T waitFor(Callable<T> waiting) throws Exception {
        beginWait();
        try {
            return waiting.call();
        } finally {
            endWait();
        }
    }

    /**
     * Does work that uses its own connections, within the time that a request may take. Only called by the work's
     * thread, and once.
     *
     * @param kept closes connections that existed before; those that are dialled meanwhile are closed as well
     */
    public <T> T using(Closeable kept, Callable<T> work) throws Exception {
        OpenWires used = new OpenWires(timeout());
        used.add(kept);
        // set this before reading the flag; cancel() sets the flag before reading this: one of the two sees the other
        wires = used;
        if (isCancelled()) {
            used.closeAll();
        }
        try {
            return work.call();
        } finally {
            used.ended();
        }
    }

    /** Closes this connection, too, when the time is up. */
    void opened(Closeable connection) {
        OpenWires used = wires;
        if (used != null) {
            used.add(connection);
        }
    }

    /** Whether the time for {@link #using} connections is up. */
    public boolean isLate() {
        OpenWires used = wires;
        return used != null && used.isLate();
    }

    /** Whether it is late or cancelled: then only the outcome is still to be delivered. */
    public boolean isOver() {
        return isLate() || isCancelled();
    }

    @Override
    public void cancel() {
        cancelled = true;
        if (channel.threads().withdraw(this)) {
            tell(HttpVerdict.of(cancellation()));
            return;
        }
        // set the flag before reading this; the sender sets this before reading the flag: one of the two sees the other
        Call started = call;
        if (started != null) {
            started.cancel();
        }
        OpenWires used = wires;
        if (used != null) {
            used.closeAll();
        }
        synchronized (interrupting) {
            if (interruptible != null) {
                interruptible.interrupt();
            }
        }
    }

    /** Whether this is cancelled: then the outcome says so, whatever happens. */
    public boolean isCancelled() {
        return cancelled || channel.isClosed();
    }

    /** The reason why there is no answer once this is cancelled. */
    HttpFault cancellation() {
        return channel.isClosed() ? HttpFault.closed() : HttpFault.cancelled();
    }

    /** Makes this the call that {@link #cancel} ends; false when it must not start. */
    boolean mayStart(Call next) {
        call = next;
        return !isCancelled();
    }

    /** From now on {@link #cancel} interrupts the thread. */
    void beginWait() {
        synchronized (interrupting) {
            interruptible = Thread.currentThread();
            if (isCancelled()) {
                interruptible.interrupt();
            }
        }
    }

    /** From now on it does not; an interrupt that has happened is cleared. */
    void endWait() {
        synchronized (interrupting) {
            if (interruptible != null) {
                interruptible = null;
                boolean unused = Thread.interrupted();
            }
        }
    }

    /** Does the work and delivers the outcome. Never throws. */
    void run() {
        Outcome outcome;
        try {
            outcome = isCancelled() ? HttpVerdict.of(cancellation()) : noted(work.outcome(this));
        } catch (Throwable e) {
            fail(e);
            return;
        }
        tell(outcome);
    }

    /** Delivers a failure as the outcome. Never throws. */
    void fail(Throwable failure) {
        Outcome outcome;
        try {
            outcome = noted(outcomeOf(failure));
        } catch (Throwable e) {
            outcome = OUT_OF_MEMORY;
        }
        tell(outcome);
    }

    /** Returns the outcome with a record of the exchange, if somebody wants it. */
    private Outcome noted(Outcome outcome) {
        HttpExchange exchange = last;
        ExchangeNotes notes = channel.notes();
        if (exchange == null || notes == null || outcome.cause() == Outcome.Cause.JVM_FAILED) {
            return outcome;
        }
        try {
            return notes.on(outcome, exchange);
        } catch (RuntimeException e) {
            LOG.warn("an attempt is told without its request", e);
            return outcome;
        }
    }

    private Outcome outcomeOf(Throwable failure) {
        VirtualMachineError jvm = JvmFailure.in(failure);
        if (jvm != null) {
            LOG.error("a request failed with this JVM", failure);
            return Outcome.jvmFailed(jvm);
        }
        if (isCancelled()) {
            return HttpVerdict.of(cancellation());
        }
        LOG.warn("a request failed on this side", failure);
        String what = failure.getClass().getSimpleName();
        if (sent) {
            return Outcome.unanswered(502, "the answer cannot be understood: " + what);
        }
        return failure instanceof Exception || failure instanceof StackOverflowError
                ? Outcome.contentUnfit(500, "no request can be made of it: " + what)
                : HttpVerdict.of(HttpFault.of(failure));
    }

    private void tell(Outcome outcome) {
        if (!told.compareAndSet(false, true)) {
            return;
        }
        channel.ended(this);
        try {
            whenDone.accept(outcome);
        } catch (Throwable e) {
            LOG.debug("nobody took the outcome of a request", e);
        }
    }
}
