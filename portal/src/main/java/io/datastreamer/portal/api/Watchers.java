package io.datastreamer.portal.api;

import io.datastreamer.portal.auth.Caller;
import io.datastreamer.portal.store.Attempts;
import io.datastreamer.portal.store.StreamVersion;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The callers that watch changes. Each watcher has a bounded store of news that it has not fetched yet: the ids of
 * changed streams, and the newest attempts. A slow watcher delays nobody, and misses intermediate states, but never the
 * last one.
 */
public final class Watchers {
    private static final int ATTEMPTS = 200;

    private final Set<Watcher> watchers = ConcurrentHashMap.newKeySet();
    private final Function<String, @Nullable StreamVersion> streams;
    private volatile boolean closed;

    /**
     * Creates the list.
     *
     * @param streams finds a stream, to know whose its attempts are
     */
    public Watchers(Function<String, @Nullable StreamVersion> streams) {
        this.streams = streams;
    }

    /**
     * What a watcher gets at once.
     *
     * @param streams ids of streams that have changed or are gone, or whose status has changed
     * @param attempts attempts, oldest first
     * @param attemptsMissed whether there were more than are kept for a slow watcher
     */
    record News(Collection<String> streams, List<Attempts.Heard> attempts, boolean attemptsMissed) {
        boolean isEmpty() {
            return streams.isEmpty() && attempts.isEmpty();
        }
    }

    /** A caller that gets the changes. */
    final class Watcher implements AutoCloseable {
        private final Caller caller;
        /** Guarded by this. */
        private final Set<String> changed = new LinkedHashSet<>();

        private final ArrayDeque<Attempts.Heard> attempts = new ArrayDeque<>();
        private boolean attemptsMissed;

        private Watcher(Caller caller) {
            this.caller = caller;
        }

        /** What has happened since the last call; waits for something to happen, at most this long. */
        synchronized News next(long atMostMs) throws InterruptedException {
            long until = System.nanoTime() + atMostMs * 1_000_000;
            for (long left = atMostMs;
                    left > 0 && changed.isEmpty() && attempts.isEmpty() && !closed;
                    left = (until - System.nanoTime()) / 1_000_000) {
                wait(left);
            }
            News news = new News(new ArrayList<>(changed), new ArrayList<>(attempts), attemptsMissed);
            attemptsMissed = false;
            changed.clear();
            attempts.clear();
            return news;
        }

        private synchronized void change(String streamId) {
            changed.add(streamId);
            notifyAll();
        }

        private synchronized void attempt(Attempts.Heard attempt) {
            attempts.add(attempt);
            if (attempts.size() > ATTEMPTS) {
                attempts.remove();
                attemptsMissed = true;
            }
            notifyAll();
        }

        private synchronized void wake() {
            notifyAll();
        }

        @Override
        public void close() {
            watchers.remove(this);
        }
    }

    /** Starts to watch everything that the caller may see; null when there are too many watchers. */
    @Nullable
    Watcher add(Caller caller, int most, int mostOfAnAccount) {
        synchronized (watchers) {
            long ofAccount = watchers.stream()
                    .filter(other -> other.caller.account().equals(caller.account()))
                    .count();
            if (closed || watchers.size() >= most || ofAccount >= mostOfAnAccount) {
                return null;
            }
            Watcher watcher = new Watcher(caller);
            watchers.add(watcher);
            return watcher;
        }
    }

    /** Reports that a stream or its status has changed, or that it is gone. */
    public void changed(String streamId, long organisationId) {
        for (Watcher watcher : watchers) {
            if (watcher.caller.reaches(organisationId)) {
                watcher.change(streamId);
            }
        }
    }

    /** Reports an attempt. */
    public void attempted(Attempts.Heard attempt) {
        if (watchers.isEmpty()) {
            return;
        }
        StreamVersion version = streams.apply(attempt.attempt().streamId());
        if (version == null) {
            return;
        }
        for (Watcher watcher : watchers) {
            if (watcher.caller.reaches(version.stream().organisationId())) {
                watcher.attempt(attempt);
            }
        }
    }

    /** The number of watchers. */
    public int count() {
        return watchers.size();
    }

    boolean isClosed() {
        return closed;
    }

    /** Ends the connections of all watchers. */
    public void close() {
        closed = true;
        watchers.forEach(Watcher::wake);
    }
}
