package io.datastreamer.portal.web;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.content.ByteBufferContentSource;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the body of a request to its end before anything else happens, without holding a thread. A body has a limited
 * time to arrive, longer for larger ones; all bodies being read have a common limit in bytes.
 */
final class WholeBodies extends Handler.Wrapper {
    private static final Logger LOG = LoggerFactory.getLogger(WholeBodies.class);

    /** The rate at which a body must arrive, in addition to the time that each one has. */
    private static final long LEAST_BYTES_A_SECOND = 4096;

    /** How much of a body that is too large is read, so that its sender sees the answer. */
    private static final long READ_IN_VAIN = 1 << 20;

    private static final long AGAIN_MS = 100;
    private static final long MOST_HELD = 32 << 20;

    private final Connections connections;
    private final WorkThreads threads;
    private final SecurityHeaders headers;
    private final int largest;
    private final Duration within;
    private final AtomicLong held = new AtomicLong();

    /**
     * Creates the handler.
     *
     * @param threads threads that work on the requests
     * @param largest most bytes of a body
     * @param within how long any body may take
     */
    WholeBodies(Connections connections, WorkThreads threads, SecurityHeaders headers, int largest, Duration within) {
        super(threads);
        this.connections = connections;
        this.threads = threads;
        this.headers = headers;
        this.largest = largest;
        this.within = within;
    }

    // nothing blocks here, so the selecting threads can read requests
    @Override
    public InvocationType getInvocationType() {
        return InvocationType.NON_BLOCKING;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        connections.begins(request, threads.isLong(request));
        long length = request.getLength();
        if (length == 0) {
            return super.handle(request, response, callback);
        }
        if (length > READ_IN_VAIN) {
            refuse(request, response, callback, tooLarge());
        } else {
            new Reading(request, response, callback).begin();
        }
        return true;
    }

    private void go(Request request, Response response, Callback callback) {
        try {
            if (!super.handle(request, response, callback)) {
                refuse(request, response, callback, Problem.of(404, "There is nothing here."));
            }
        } catch (Exception e) {
            Response.writeError(request, response, callback, e);
        }
    }

    private void refuse(Request request, Response response, Callback callback, Problem problem) {
        // the rest of the body is not read
        response.getHeaders().put("Connection", "close");
        ProblemPage.write(request, response, callback, problem, headers);
    }

    private Problem tooLarge() {
        return Problem.of(413, "The body is larger than " + largest / 1024 + " KiB.");
    }

    /** A body being read. Jetty calls it with one thread at a time; the deadline only makes the next read fail. */
    private final class Reading implements Runnable {
        private final Request request;
        private final Response response;
        private final Callback callback;
        private final ByteArrayOutputStream body = new ByteArrayOutputStream();
        private final long began = System.nanoTime();
        private final AtomicLong size = new AtomicLong();
        /** Guarded by this. */
        private boolean ended;

        private Scheduler.@Nullable Task nextLook;

        Reading(Request request, Response response, Callback callback) {
            this.request = request;
            this.response = response;
            this.callback = callback;
        }

        void begin() {
            watch();
            run();
        }

        /** Checks whether enough has arrived, now and whenever that might have changed. */
        private synchronized void watch() {
            long passed = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
            long left = within.toMillis() + size.get() * 1000 / LEAST_BYTES_A_SECOND - passed;
            if (ended) {
                return;
            }
            if (left <= 0) {
                // makes the read fail, if it waits for more
                request.getConnectionMetaData().getConnection().onIdleExpired(new TimeoutException("the body is late"));
            }
            nextLook = request.getComponents()
                    .getScheduler()
                    .schedule(this::watch, Math.max(left, AGAIN_MS), TimeUnit.MILLISECONDS);
        }

        @Override
        public void run() {
            while (true) {
                Content.Chunk chunk = request.read();
                if (chunk == null) {
                    request.demand(this);
                    return;
                }
                if (Content.Chunk.isFailure(chunk)) {
                    failed(chunk);
                    return;
                }
                if (!take(chunk)) {
                    return;
                }
            }
        }

        /** @return whether there is more to come */
        private boolean take(Content.Chunk chunk) {
            ByteBuffer bytes = chunk.getByteBuffer();
            long soFar = size.addAndGet(bytes.remaining());
            if (soFar <= largest) {
                held.addAndGet(bytes.remaining());
                byte[] copy = new byte[bytes.remaining()];
                bytes.get(copy);
                body.writeBytes(copy);
            }
            boolean last = chunk.isLast();
            chunk.release();
            if (!last && soFar <= READ_IN_VAIN && held.get() <= MOST_HELD) {
                return true;
            }
            end();
            if (soFar > largest) {
                refuse(request, response, callback, tooLarge());
            } else if (!last) {
                refuse(request, response, callback, WorkThreads.busy());
            } else {
                go(new WithBody(request, body.toByteArray()), response, callback);
            }
            return false;
        }

        private void failed(Content.Chunk failure) {
            end();
            if (failure.getFailure() instanceof TimeoutException) {
                refuse(request, response, callback, Problem.of(408, "The body did not come in time."));
            } else {
                LOG.debug("{} {}: broken off: {}", request.getMethod(), request.getHttpURI(), failure.getFailure());
                callback.failed(failure.getFailure());
            }
        }

        private synchronized void end() {
            ended = true;
            if (nextLook != null) {
                nextLook.cancel();
            }
            held.addAndGet(-body.size());
        }
    }

    /** A request whose body has been read. */
    private static final class WithBody extends Request.Wrapper {
        private final Content.Source body;

        WithBody(Request request, byte[] body) {
            super(request);
            this.body = new ByteBufferContentSource(ByteBuffer.wrap(body));
        }

        @Override
        public Content.Chunk read() {
            return body.read();
        }

        @Override
        public void demand(Runnable whenThere) {
            body.demand(whenThere);
        }
    }
}
