package io.datastreamer.connectors.egress;

import io.datastreamer.connectors.threads.DaemonThreads;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import okhttp3.Dns;
import org.jspecify.annotations.Nullable;

/**
 * Adapts a {@link NameService} to OkHttp, with its own time limit, cache and threads, because a call's deadline does
 * not stop a lookup that hangs.
 *
 * <p>A name with one address that may not be dialled is refused as a whole: an honest name has none, and whoever
 * answers for the name decides which address is tried first. All callers that ask for a name at the same time share one
 * lookup. If the name service did not answer for a name in time, the next lookups of that name use a few separate
 * threads, so that names that hang cannot delay the others. Until it is answered again, its last known addresses are
 * used.
 */
final class NameLookup implements Dns, AutoCloseable {
    private static final int THREADS = 64;
    private static final int THREADS_FOR_SUSPECTS = 8;
    private static final int WAITING = 4096;
    private static final int CACHED_NAMES = 20_000;
    private static final Duration FRESH = Duration.ofSeconds(30);
    private static final long KEPT_NANOS = Duration.ofHours(1).toNanos();

    private final NameService names;
    private final EgressPolicy policy;
    private final SilentAddresses silent;
    private final Duration limit;
    private final long freshNanos;
    private final ThreadPoolExecutor threads = pool("name-lookup", THREADS);
    private final ThreadPoolExecutor threadsForSuspects = pool("name-lookup-suspect", THREADS_FOR_SUSPECTS);
    private final Map<String, Asking> running = new ConcurrentHashMap<>();
    private final Map<String, Known> cache = Collections.synchronizedMap(leastRecentlyUsed());

    /**
     * What is known about a name.
     *
     * @param addresses the result of the last answered lookup; null if there was none
     * @param nanoTime when that was
     * @param suspect whether the name service did not answer the last lookup in time
     */
    private record Known(@Nullable List<InetAddress> addresses, long nanoTime, boolean suspect) {
        long ageNanos() {
            return System.nanoTime() - nanoTime;
        }
    }

    NameLookup(NameService names, EgressPolicy policy, SilentAddresses silent, Duration limit) {
        this(names, policy, silent, limit, FRESH);
    }

    /** The same with another time for which an answer is used without asking again. */
    NameLookup(NameService names, EgressPolicy policy, SilentAddresses silent, Duration limit, Duration fresh) {
        this.names = names;
        this.policy = policy;
        this.silent = silent;
        this.limit = limit;
        this.freshNanos = fresh.toNanos();
    }

    @Override
    public List<InetAddress> lookup(String host) throws UnknownHostException {
        List<InetAddress> addresses = addressesOf(host);
        for (InetAddress address : addresses) {
            String refusal = policy.refusal(address);
            if (refusal != null) {
                throw new AddressRefusedException(host + ": " + refusal);
            }
        }
        return silent.toDial(addresses);
    }

    /** Whether the last answer had one address; false if nothing is known. Does not wait. */
    boolean hasOneAddress(String host) {
        Known known = cache.get(host);
        return known != null && known.addresses() != null && known.addresses().size() == 1;
    }

    private List<InetAddress> addressesOf(String host) throws UnknownHostException {
        Known known = cache.get(host);
        if (known != null && known.addresses() != null && !known.suspect() && known.ageNanos() < freshNanos) {
            return known.addresses();
        }
        Asking asking = start(host, known != null && known.suspect());
        try {
            return asking.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw unknown(host, "is not known to the name service", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unknown(host, "was not looked up: interrupted", e);
        } catch (TimeoutException | CancellationException e) {
            if (asking.begun) {
                cache.put(host, new Known(known == null ? null : known.addresses(), timeOf(known), true));
            }
            if (known != null && known.addresses() != null && known.ageNanos() < KEPT_NANOS) {
                return known.addresses();
            }
            throw unknown(host, "got no answer from the name service within " + limit.toMillis() + " ms", e);
        }
    }

    private Asking start(String host, boolean suspect) {
        Asking mine = new Asking(() -> ask(host));
        Asking others = running.putIfAbsent(host, mine);
        if (others != null) {
            return others;
        }
        try {
            (suspect ? threadsForSuspects : threads).execute(mine);
        } catch (RejectedExecutionException e) {
            running.remove(host);
            mine.cancel(false);
        }
        return mine;
    }

    /** A lookup in progress. */
    private static final class Asking extends FutureTask<List<InetAddress>> {
        /** Whether a thread works on it: a lookup that waits for a thread says nothing about its name. */
        private volatile boolean begun;

        Asking(Callable<List<InetAddress>> lookup) {
            super(lookup);
        }

        @Override
        public void run() {
            begun = true;
            super.run();
        }
    }

    private List<InetAddress> ask(String host) throws UnknownHostException {
        try {
            List<InetAddress> addresses = names.addressesOf(host);
            if (addresses.isEmpty()) {
                throw new UnknownHostException(host);
            }
            cache.put(host, new Known(List.copyOf(addresses), System.nanoTime(), false));
            return addresses;
        } finally {
            running.remove(host);
        }
    }

    private static long timeOf(@Nullable Known known) {
        return known == null ? System.nanoTime() : known.nanoTime();
    }

    private static UnknownHostException unknown(String host, String reason, Exception cause) {
        UnknownHostException unknown = new UnknownHostException(host + " " + reason);
        unknown.initCause(cause);
        return unknown;
    }

    private static ThreadPoolExecutor pool(String name, int size) {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                size, size, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(WAITING), DaemonThreads.named(name));
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    private static Map<String, Known> leastRecentlyUsed() {
        return new LinkedHashMap<>(64, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
                return size() > CACHED_NAMES;
            }
        };
    }

    /** Lets running lookups end by themselves. */
    @Override
    public void close() {
        threads.shutdownNow();
        threadsForSuspects.shutdownNow();
    }
}
