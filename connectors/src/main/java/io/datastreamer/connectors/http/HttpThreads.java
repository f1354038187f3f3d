package io.datastreamer.connectors.http;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The threads of a transport: a limited number of sendings run at once, and the others wait in the order in which they
 * came. Each sending is run once or failed once, unless it is withdrawn before.
 */
final class HttpThreads implements AutoCloseable {
    private final ThreadPoolExecutor threads;
    private final int most;
    private final Set<HttpSending> working = new HashSet<>();
    private final Set<HttpSending> waiting = new LinkedHashSet<>();
    private boolean closed;

    HttpThreads(int most, ThreadFactory factory) {
        this.most = most;
        this.threads =
                new ThreadPoolExecutor(0, Integer.MAX_VALUE, 30, TimeUnit.SECONDS, new SynchronousQueue<>(), factory);
    }

    /** Runs a sending, now or when a thread is free. If it is cancelled already, it fails. */
    void start(HttpSending sending) {
        synchronized (this) {
            if (!closed && !sending.isCancelled()) {
                if (working.size() >= most) {
                    waiting.add(sending);
                    return;
                }
                working.add(sending);
            }
        }
        launch(sending);
    }

    /** Withdraws a waiting sending; true if it will not be run. */
    synchronized boolean withdraw(HttpSending sending) {
        return waiting.remove(sending);
    }

    synchronized boolean isClosed() {
        return closed;
    }

    private void launch(HttpSending first) {
        for (HttpSending next = first; next != null; next = after(next)) {
            HttpSending started = next;
            try {
                threads.execute(() -> work(started));
                return;
            } catch (Throwable e) {
                // for example, no thread can be created: nobody may wait for a sending that did not start
                next.fail(e);
            }
        }
    }

    private void work(HttpSending first) {
        for (HttpSending next = first; next != null; next = after(next)) {
            next.run();
        }
    }

    private synchronized @Nullable HttpSending after(HttpSending ended) {
        working.remove(ended);
        if (waiting.isEmpty() || working.size() >= most) {
            return null;
        }
        HttpSending next = waiting.iterator().next();
        waiting.remove(next);
        working.add(next);
        return next;
    }

    /** Cancels waiting and running sendings, each with its outcome. */
    @Override
    public void close() {
        Collection<HttpSending> all;
        synchronized (this) {
            closed = true;
            all = new ArrayList<>(waiting);
            all.addAll(List.copyOf(working));
        }
        threads.shutdown();
        all.forEach(HttpSending::cancel);
    }
}
