package io.datastreamer.connectors.http;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import okhttp3.OkHttpClient;
import okhttp3.Request;

/**
 * The requests of one client over the shared transport. Thread-safe.
 *
 * <p>A request is sent once. The one exception: it went over a connection that had been used before, and this broke at
 * once without a byte of an answer. Then the receiver had most likely closed the idle connection, and the request goes
 * out again over another one; the receiver knows the documents by their ids should it get them twice.
 */
public final class HttpChannel implements AutoCloseable {
    private final OkHttpClient client;
    private final int maxResponseBytes;
    private final Set<HttpExchange> underWay = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    HttpChannel(OkHttpClient client, int maxResponseBytes) {
        this.client = client;
        this.maxResponseBytes = maxResponseBytes;
    }

    /**
     * Starts a request and returns at once. Never throws.
     *
     * @param request what to send; its body can be written more than once
     * @param whenDone called exactly once, from any thread, when the connection is given back; what it throws is lost
     */
    public void send(Request request, Consumer<HttpResult> whenDone) {
        HttpExchange exchange = new HttpExchange(this, request, whenDone);
        underWay.add(exchange);
        exchange.start();
    }

    /**
     * Does some work in a thread of the transport: what takes time before a request, such as making its body.
     *
     * @throws java.util.concurrent.RejectedExecutionException when the transport is closed
     */
    public void execute(Runnable work) {
        client.dispatcher().executorService().execute(work);
    }

    OkHttpClient client() {
        return client;
    }

    int maxResponseBytes() {
        return maxResponseBytes;
    }

    /** Whether this channel is closed, or the transport is. */
    boolean isClosed() {
        return closed || client.dispatcher().executorService().isShutdown();
    }

    void ended(HttpExchange exchange) {
        underWay.remove(exchange);
    }

    /** Cancels the requests on their way, each still tells its result, and closes idle connections. Later requests are told as cancelled. */
    @Override
    public void close() {
        closed = true;
        underWay.forEach(HttpExchange::cancel);
        client.connectionPool().evictAll();
    }
}
