package io.datastreamer.connectors.http;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.Connection;
import okhttp3.EventListener;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.Response;
import okio.Buffer;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One request until its one result.
 *
 * <p>Listens to the call's events, because OkHttp does not hand over every answer: a 407 without a proxy, a 204 with a
 * length or a Retry-After beyond an int end as failures. The head that was read is the answer then, too.
 */
final class HttpExchange extends EventListener implements Callback {
    private static final Logger LOG = LoggerFactory.getLogger(HttpExchange.class);
    private static final long AT_ONCE_NANOS = Duration.ofSeconds(1).toNanos();

    private final HttpChannel channel;
    private final Request request;
    private final Consumer<HttpResult> whenDone;
    private final AtomicBoolean done = new AtomicBoolean();
    private volatile @Nullable Call call;
    private volatile @Nullable HttpAnswer head;
    private volatile boolean dialled;
    private volatile long acquiredAtNanos;
    private boolean again;

    HttpExchange(HttpChannel channel, Request request, Consumer<HttpResult> whenDone) {
        this.channel = channel;
        this.request = request;
        this.whenDone = whenDone;
    }

    void start() {
        try {
            Call started = channel.client().newCall(request);
            started.addEventListener(this);
            call = started;
            if (channel.isClosed()) {
                finish(HttpFault.cancelled());
            } else {
                started.enqueue(this);
            }
        } catch (Throwable e) {
            // no thread to be had, for one: a call that did not start must not be waited for
            LOG.warn("a request could not be started", e);
            finish(HttpFault.of(e));
        }
    }

    void cancel() {
        Call started = call;
        if (started != null) {
            started.cancel();
        }
    }

    /** Comes only when no open connection will do. */
    @Override
    public void proxySelectStart(Call of, HttpUrl url) {
        dialled = true;
    }

    @Override
    public void connectionAcquired(Call of, Connection connection) {
        acquiredAtNanos = System.nanoTime();
    }

    @Override
    public void responseHeadersEnd(Call of, Response response) {
        Duration retryAfter = RetryAfter.read(response.header("Retry-After"), Instant.now());
        head = new HttpAnswer(response.code(), response.headers(), retryAfter, new byte[0], false);
    }

    @Override
    public void onResponse(Call of, Response response) {
        HttpResult result;
        try (response) {
            result = read(of, response);
        } catch (Throwable e) {
            result = resultOf(e);
        }
        finish(result);
    }

    @Override
    public void onFailure(Call of, IOException failure) {
        if (isIdleConnectionLost(failure)) {
            again = true;
            start();
        } else {
            finish(resultOf(failure));
        }
    }

    private boolean isIdleConnectionLost(IOException failure) {
        return !again
                && head == null
                && !dialled
                && acquiredAtNanos != 0
                && System.nanoTime() - acquiredAtNanos < AT_ONCE_NANOS
                && HttpFault.of(failure).kind() == HttpFault.Kind.CONNECTION
                && !channel.isClosed();
    }

    private HttpResult read(Call of, Response response) {
        Buffer body = new Buffer();
        boolean whole = false;
        try {
            BufferedSource source = response.body().source();
            long most = channel.maxResponseBytes();
            while (body.size() < most && !source.exhausted()) {
                source.read(body, most - body.size());
            }
            whole = source.exhausted();
        } catch (IOException e) {
            LOG.debug("an answer's body was not read to its end", e);
        }
        if (!whole) {
            // closing would first read on for a while to save the connection
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
        return channel.isClosed() ? HttpFault.cancelled() : HttpFault.of(failure);
    }

    private void finish(HttpResult result) {
        if (!done.compareAndSet(false, true)) {
            return;
        }
        channel.ended(this);
        try {
            whenDone.accept(result);
        } catch (Throwable e) {
            LOG.debug("nobody took the result of a request", e);
        }
    }
}
