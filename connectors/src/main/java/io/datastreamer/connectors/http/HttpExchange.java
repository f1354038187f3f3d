package io.datastreamer.connectors.http;

import io.datastreamer.connectors.egress.LookupListener;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.Handshake;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okio.Buffer;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one request until its one result.
 *
 * <p>It listens to the call's events, because OkHttp does not return every answer: a 407 without a proxy, a 204 with a
 * length, or a Retry-After beyond an int end as failures. In these cases, too, the head that was read is the answer.
 */
final class HttpExchange extends LookupListener {
    private static final Logger LOG = LoggerFactory.getLogger(HttpExchange.class);
    private static final long AT_ONCE_NANOS = Duration.ofSeconds(1).toNanos();

    private final HttpChannel channel;
    private final HttpSending sending;
    private final boolean isAside;
    private final Request request;
    private volatile @Nullable HttpAnswer head;
    private volatile boolean dialled;
    private volatile boolean shakingHands;
    private volatile long acquiredAtNanos;
    private volatile Request sent;
    private volatile CallTiming timing = new CallTiming();
    private volatile @Nullable HttpResult result;

    HttpExchange(HttpChannel channel, HttpSending sending, Request request) {
        this.channel = channel;
        this.sending = sending;
        this.isAside = sending.isAside();
        this.request = request;
        this.sent = request;
    }

    /** Sends the request and waits. Throws nothing but failures of the JVM. */
    HttpResult run() {
        HttpResult told = told();
        result = told;
        timing.ended();
        return told;
    }

    private HttpResult told() {
        try {
            return once(channel.clientFor(request.url().host()));
        } catch (Throwable first) {
            JvmFailure.rethrow(first);
            if (!isIdleConnectionLost(first)) {
                return resultOf(first);
            }
        }
        channel.closeIdleConnections();
        try {
            return once(channel.diallingClientFor(request.url().host()));
        } catch (Throwable e) {
            JvmFailure.rethrow(e);
            return resultOf(e);
        }
    }

    /** The request as sent, with all its headers; as created, if it was not sent. */
    Request sent() {
        return sent;
    }

    /** The result; null while the request is running. */
    @Nullable
    HttpResult result() {
        return result;
    }

    CallTiming timing() {
        return timing;
    }

    private HttpResult once(OkHttpClient client) throws IOException {
        timing = new CallTiming();
        Call call = client.newCall(request);
        call.addEventListener(this);
        if (!sending.mayStart(call)) {
            return sending.cancellation();
        }
        try (Response response = call.execute()) {
            return read(call, response);
        } catch (Throwable e) {
            call.cancel();
            throw e;
        } finally {
            // a failed lookup does not report its end
            sending.endWait();
        }
    }

    /** Called only when no open connection can be used. */
    @Override
    public void proxySelectStart(Call of, HttpUrl url) {
        dialled = true;
    }

    @Override
    protected void lookupStart() {
        timing.lookupStart();
        sending.beginWait();
    }

    @Override
    protected void lookupEnd() {
        timing.lookupEnd();
        sending.endWait();
    }

    @Override
    protected void dialStart() {
        timing.dialStart();
    }

    @Override
    protected void dialEnd() {
        timing.dialEnd();
    }

    @Override
    public void secureConnectStart(Call of) {
        timing.tlsStart();
        shakingHands = true;
    }

    @Override
    public void secureConnectEnd(Call of, @Nullable Handshake handshake) {
        timing.tlsEnd();
        shakingHands = false;
    }

    @Override
    public void connectionAcquired(Call of, Connection connection) {
        acquiredAtNanos = System.nanoTime();
    }

    @Override
    public void requestHeadersEnd(Call of, Request with) {
        sent = with;
    }

    @Override
    public void responseHeadersEnd(Call of, Response response) {
        timing.firstByte();
        Duration retryAfter = RetryAfter.read(response.header("Retry-After"), Instant.now());
        head = new HttpAnswer(response.code(), response.headers(), retryAfter, new byte[0], false);
    }

    private boolean isIdleConnectionLost(Throwable failure) {
        return failure instanceof IOException
                && head == null
                && !dialled
                && acquiredAtNanos != 0
                && System.nanoTime() - acquiredAtNanos < AT_ONCE_NANOS
                && HttpFault.of(failure).kind() == HttpFault.Kind.CONNECTION
                && !sending.isCancelled();
    }

    private HttpResult read(Call of, Response response) {
        Buffer body = new Buffer();
        boolean whole = false;
        try {
            BufferedSource source = response.body().source();
            if (!isAside && channel.answers().isSettledBy(response.code())) {
                // the result is known from the status, and does not wait long for the body
                source.timeout().deadline(1, TimeUnit.SECONDS);
            }
            long most = channel.maxResponseBytes();
            while (body.size() < most && !source.exhausted()) {
                source.read(body, most - body.size());
            }
            whole = source.exhausted();
        } catch (IOException e) {
            LOG.debug("an answer's body was not read to its end", e);
        }
        if (!whole) {
            // close() alone would first read on for a while to save the connection
            of.cancel();
        }
        return answer(body, whole);
    }

    private HttpResult answer(Buffer body, boolean whole) {
        HttpAnswer read = head;
        if (read == null) {
            throw new IllegalStateException("an answer without a head");
        }
        return new HttpAnswer(read.status(), read.headers(), read.retryAfter(), body.readByteArray(), whole);
    }

    private HttpResult resultOf(Throwable failure) {
        HttpAnswer read = head;
        if (read != null) {
            return read;
        }
        if (sending.isCancelled()) {
            return sending.cancellation();
        }
        boolean timeOut = failure instanceof InterruptedIOException;
        return shakingHands && failure instanceof IOException && !timeOut
                ? HttpFault.noTls(failure)
                : HttpFault.of(failure);
    }
}
