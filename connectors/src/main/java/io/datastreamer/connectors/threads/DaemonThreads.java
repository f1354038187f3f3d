package io.datastreamer.connectors.threads;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Creates the threads of this module: named daemon threads, which never keep a process alive. */
public final class DaemonThreads implements ThreadFactory {
    private static final Logger LOG = LoggerFactory.getLogger(DaemonThreads.class);

    private final String name;
    private final AtomicLong made = new AtomicLong();

    private DaemonThreads(String name) {
        this.name = name;
    }

    /** A factory for threads {@code name-1}, {@code name-2} and so on. */
    public static ThreadFactory named(String name) {
        return new DaemonThreads(name);
    }

    @Override
    public Thread newThread(Runnable work) {
        Thread thread = new Thread(work, name + "-" + made.incrementAndGet());
        thread.setDaemon(true);
        // a receiver can provoke exceptions (OkHttp parses numbers that it sends): keep them off standard error
        thread.setUncaughtExceptionHandler((of, failure) -> LOG.debug("{} ended by", of.getName(), failure));
        return thread;
    }
}
