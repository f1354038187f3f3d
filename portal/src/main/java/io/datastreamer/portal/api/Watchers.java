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
 * Who watches what happens. Each watcher has a bounded store of what it has not fetched yet: of a stream that it has
 * changed, of attempts the newest; one that is slow delays nobody and misses states in between, never the last one.
 */
public final class Watchers {
    private static final int ATTEMPTS = 200;

    private final Set<Watcher> watchers = ConcurrentHashMap.newKeySet();
    private final Function<String, @Nullable StreamVersion> streams;
    private volatile boolean closed;

    /**
     * Makes the list.
     *
     * @param streams finds a stream, to tell whose attempts those of it are
     */
    public Watchers(Function<String, @Nullable StreamVersion> streams) {
        this.streams = streams;
    }

    /**
     * What a watcher gets to know at once.
     *
     * @param streams ids of streams that have changed, or whose status has, or that are gone
     * @param attempts attempts, oldest first
     * @param attemptsMissed whether there were more than are kept for one who is slow
     */
    record News(Collection<String> streams, List<Attempts.Heard> attempts, boolean attemptsMissed) {
        boolean isEmpty() {
            return streams.isEmpty() && attempts.isEmpty();
        }
    }

    /** A caller who is told of changes. */
    final class Watcher implements AutoCloseable {
        private final Caller caller;
        /** Guarded by this. */
        private final Set<String> changed = new LinkedHashSet<>();

        private final ArrayDeque<Attempts.Heard> attempts = new ArrayDeque<>();
        private boolean attemptsMissed;

        private Watcher(Caller caller) {
            this.caller = caller;
        }

        /** What has happened since the last time; waits for something, at most so long. */
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

    /** Begins to watch what is in the caller's reach; null when there are too many. */
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

    /** Tells that a stream, or its status, has changed, or that it is gone. */
    public void changed(String streamId, long organisationId) {
        for (Watcher watcher : watchers) {
            if (watcher.caller.reaches(organisationId)) {
                watcher.change(streamId);
            }
        }
    }

    /** Tells of an attempt. */
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

    /** How many callers are being told of changes. */
    public int count() {
        return watchers.size();
    }

    boolean isClosed() {
        return closed;
    }

    /** Ends the connections of all callers. */
    public void close() {
        closed = true;
        watchers.forEach(Watcher::wake);
    }
}
