package io.datastreamer.connectors.http;

import io.datastreamer.connectors.Outcome;
import io.datastreamer.connectors.Sending;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import okhttp3.OkHttpClient;

/**
 * The requests of one client over the shared transport. Thread-safe.
 *
 * <p>A request is sent once. The one exception: it went over a connection that had been used before, and this broke at
 * once without a byte of an answer. Then the receiver had most likely closed the idle connection, and the request goes
 * out again over another one; the receiver knows the documents by their ids should it get them twice.
 */
public final class HttpChannel implements AutoCloseable {
    private final OkHttpClient client;
    private final HttpThreads threads;
    private final int maxResponseBytes;
    private final Set<HttpSending> underWay = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    HttpChannel(OkHttpClient client, HttpThreads threads, int maxResponseBytes) {
        this.client = client;
        this.threads = threads;
        this.maxResponseBytes = maxResponseBytes;
    }

    /**
     * Starts what a client does for a batch, in a thread of the transport, and returns at once. Never throws.
     *
     * @param work makes the body, sends it and decides about the outcome
     * @param whenDone called exactly once, from any thread, when the connection is given back; what it throws is lost
     */
    public Sending start(HttpSending.Work work, Consumer<Outcome> whenDone) {
        HttpSending sending = new HttpSending(this, work, whenDone);
        try {
            underWay.add(sending);
            threads.start(sending);
        } catch (Throwable e) {
            sending.fail(e);
        }
        return sending;
    }

    OkHttpClient client() {
        return client;
    }

    HttpThreads threads() {
        return threads;
    }

    int maxResponseBytes() {
        return maxResponseBytes;
    }

    /** Whether this channel is closed, or the transport is. */
    boolean isClosed() {
        return closed || threads.isClosed();
    }

    void ended(HttpSending sending) {
        underWay.remove(sending);
    }

    /** Cancels the requests on their way, each still tells its outcome, and closes idle connections. Later requests are told as cancelled. */
    @Override
    public void close() {
        closed = true;
        underWay.forEach(HttpSending::cancel);
        client.connectionPool().evictAll();
    }
}
