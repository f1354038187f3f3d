package io.datastreamer.connectors.http;

import io.datastreamer.connectors.egress.Egress;
import io.datastreamer.connectors.egress.Wire;
import io.datastreamer.connectors.spi.Outcome;
import io.datastreamer.connectors.spi.Sending;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * The requests of one client over the shared transport. Thread-safe.
 *
 * <p>A request is sent once, with one exception: a connection that had been used before broke at once, without an
 * answer. Then the receiver had most likely closed its idle connections: all of them are closed, and the request is
 * sent again over a new one. If the receiver gets documents twice, it recognises them by their ids.
 */
public final class HttpChannel implements AutoCloseable {
    private static final ConnectionPool KEEPS_NOTHING = new ConnectionPool(0, 1, TimeUnit.NANOSECONDS);

    private final OkHttpClient client;
    private final OkHttpClient racing;
    private final @Nullable ChannelTls tls;
    private final Egress egress;
    private final HttpThreads threads;
    private final AnswerBody answers;
    private final @Nullable ExchangeNotes notes;
    private final int maxResponseBytes;
    private final KeptConnections kept;
    private final Set<HttpSending> underWay = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    HttpChannel(
            OkHttpClient client,
            @Nullable ChannelTls tls,
            Egress egress,
            HttpThreads threads,
            AnswerBody answers,
            @Nullable ExchangeNotes notes,
            int maxResponseBytes,
            KeptConnections kept) {
        this.client = client;
        this.racing = client.newBuilder().fastFallback(true).build();
        this.tls = tls;
        this.egress = egress;
        this.threads = threads;
        this.answers = answers;
        this.notes = notes;
        this.maxResponseBytes = maxResponseBytes;
        this.kept = kept;
    }

    /**
     * Starts a client's work for a batch in a thread of the transport, and returns at once. Never throws.
     *
     * @param work creates the body, sends it and decides the outcome
     * @param whenDone called exactly once, from any thread, after the connection was released; anything it throws is
     *     lost
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

    /** How long a request may take. */
    Duration timeout() {
        return Duration.ofMillis(client.callTimeoutMillis());
    }

    /**
     * The client that sends requests to a host. If the host has several addresses, they are dialled a quarter of a
     * second after each other, IPv6 and IPv4 in turn (RFC 8305), or at once after a failure, and the first connection
     * is used.
     */
    OkHttpClient clientFor(String host) {
        OkHttpClient fitting = egress.hasOneAddress(host) ? client : racing;
        return tls == null ? fitting : tls.clientFor(host, fitting);
    }

    /** The same, but it dials a connection for every request and keeps none. */
    OkHttpClient diallingClientFor(String host) {
        return clientFor(host).newBuilder().connectionPool(KEEPS_NOTHING).build();
    }

    /**
     * Connects to a host for a protocol other than HTTP, under the same rules; to be called within {@link
     * HttpSending#using}.
     *
     * @throws IOException when the connection fails
     */
    public Wire dial(String host, int port, HttpSending sending) throws IOException {
        sending.beginWait();
        try {
            return egress.dial(host, port, Duration.ofMillis(client.connectTimeoutMillis()), sending::opened);
        } finally {
            sending.endWait();
        }
    }

    /** Whether more connections are open than the operator wants: then this one's should not be kept. */
    public boolean hasTooManyConnections() {
        return kept.areTooMany();
    }

    /** Closes all connections that are not in use. */
    void closeIdleConnections() {
        client.connectionPool().evictAll();
    }

    HttpThreads threads() {
        return threads;
    }

    AnswerBody answers() {
        return answers;
    }

    /** Records what went over the wire; null if nobody wants to know. */
    @Nullable
    ExchangeNotes notes() {
        return notes;
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
        kept.used(this);
    }

    /**
     * Cancels running requests, each of which still delivers its outcome, and closes idle connections. Later requests
     * count as cancelled.
     */
    @Override
    public void close() {
        closed = true;
        underWay.forEach(HttpSending::cancel);
        closeIdleConnections();
        kept.forget(this);
    }
}
