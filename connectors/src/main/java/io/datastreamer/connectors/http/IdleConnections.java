package io.datastreamer.connectors.http;

import io.datastreamer.connectors.threads.DaemonThreads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;
import okhttp3.ConnectionPool;
import okhttp3.internal.concurrent.TaskRunner;
import okhttp3.internal.connection.ConnectionListener;

/**
 * Creates connection pools and closes what stays idle in them. Thread-safe.
 *
 * <p>OkHttp closes the idle connections of all pools in one thread. That thread goes through all pools with connections
 * each time a request ends, and requests wait for it: with thousands of pools, this costs more than the requests do. So
 * every few hundred pools share a thread of their own. OkHttp has no public way to say so: this class uses a constructor
 * that is meant for OkHttp itself. A thread ends by itself a minute after its pools' last connection is closed.
 */
final class IdleConnections {
    /** A thread goes through so many in less than a microsecond. */
    static final int POOLS_OF_A_THREAD = 256;

    private static final int MOST_THREADS = 64;
    private static final Logger LOG = Logger.getLogger(IdleConnections.class.getName());

    private final int mostKept;
    private final Duration keepAlive;
    private final ThreadFactory threads = DaemonThreads.named("http-idle");
    private final List<TaskRunner> runners = new ArrayList<>();
    private long pools;

    /**
     * Creates no pool yet.
     *
     * @param mostKept idle connections of a pool
     * @param keepAlive how long a connection may be idle
     */
    IdleConnections(int mostKept, Duration keepAlive) {
        this.mostKept = mostKept;
        this.keepAlive = keepAlive;
    }

    /** A pool that shares its connections with nobody. */
    ConnectionPool pool() {
        return new ConnectionPool(
                mostKept,
                keepAlive.toMillis(),
                TimeUnit.MILLISECONDS,
                nextRunner(),
                ConnectionListener.Companion.getNONE());
    }

    // those that are opened together share a thread: few streams need one thread, and not one each
    private synchronized TaskRunner nextRunner() {
        int runner = (int) (pools / POOLS_OF_A_THREAD % MOST_THREADS);
        pools++;
        if (runner == runners.size()) {
            runners.add(new TaskRunner(new TaskRunner.RealBackend(threads), LOG));
        }
        return runners.get(runner);
    }
}
