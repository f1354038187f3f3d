package io.datastreamer.portal.web;

import java.util.List;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * The threads that work on requests, separate from those that read them: some for probes, so that the portal's health
 * is reported however busy it is; one for each request that stays open; and a number for all others, of which each
 * address may use a share.
 */
final class WorkThreads extends Handler.Wrapper {
    private static final int THREADS = 64;
    private static final int WAITING = 512;

    /** Most requests of an address that are worked on or wait for that. */
    private static final int OF_AN_ADDRESS = 64;

    private static final int PROBE_THREADS = 2;

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final Set<String> probed;
    private final Set<String> watched;
    private final Function<Request, String> addresses;
    private final SecurityHeaders headers;
    private final InFlight ofAddress = new InFlight(OF_AN_ADDRESS);
    private final ThreadPoolExecutor work = pool("work", THREADS, WAITING);
    private final ThreadPoolExecutor probes = pool("probe", PROBE_THREADS, WAITING);
    private final ThreadPoolExecutor stays;

    /**
     * Creates the handler.
     *
     * @param routes show which paths are for probes and which stay open
     * @param addresses returns a request's address
     * @param most most requests that stay open
     */
    WorkThreads(List<Route> routes, Function<Request, String> addresses, SecurityHeaders headers, int most) {
        this.probed = paths(routes, Route.Access.PROBE);
        this.watched = paths(routes, Route.Access.WATCHER);
        this.addresses = addresses;
        this.headers = headers;
        this.stays = new ThreadPoolExecutor(
                0, most, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> thread("watch", task));
    }

    /** Whether the request stays open after its answer has begun. */
    boolean isLong(Request request) {
        return isOf(watched, request);
    }

    private static boolean isOf(Set<String> paths, Request request) {
        String path = request.getHttpURI().getCanonicalPath();
        return path != null && paths.contains(path);
    }

    private static Set<String> paths(List<Route> routes, Route.Access access) {
        return routes.stream()
                .filter(route -> route.access() == access)
                .map(Route::path)
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        if (isOf(probed, request)) {
            start(probes, request, response, callback);
        } else if (isLong(request)) {
            start(stays, request, response, callback);
        } else {
            String address = addresses.apply(request);
            if (ofAddress.begin(address)) {
                Request.addCompletionListener(request, failure -> ofAddress.end(address));
                start(work, request, response, callback);
            } else {
                ProblemPage.write(request, response, callback, InFlight.tooMany(), headers);
            }
        }
        return true;
    }

    private void start(ThreadPoolExecutor threads, Request request, Response response, Callback callback) {
        try {
            threads.execute(() -> work(request, response, callback));
        } catch (RejectedExecutionException e) {
            ProblemPage.write(request, response, callback, busy(), headers);
        }
    }

    /** The answer when no thread is free. */
    static Problem busy() {
        return Problem.later(503, "The portal is busy with other requests.", 1);
    }

    private void work(Request request, Response response, Callback callback) {
        try {
            super.handle(request, response, callback);
        } catch (Exception e) {
            Response.writeError(request, response, callback, e);
        }
    }

    @Override
    protected void doStop() throws Exception {
        super.doStop();
        List.of(work, probes, stays).forEach(ThreadPoolExecutor::shutdownNow);
    }

    private static ThreadPoolExecutor pool(String name, int threads, int waiting) {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                threads, threads, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(waiting), task -> thread(name, task));
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    private static Thread thread(String name, Runnable task) {
        Thread thread = new Thread(task, "web-" + name + "-" + NUMBER.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }
}
