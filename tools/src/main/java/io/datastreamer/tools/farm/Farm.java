package io.datastreamer.tools.farm;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * A farm of many endpoints in this process, served by one thread. An endpoint shares a port with others, which its path
 * distinguishes, or has its own port on 127.0.0.1. A request to an unknown path creates an endpoint of that name.
 * Thread-safe.
 */
public final class Farm implements AutoCloseable {
    /** A valid name of an endpoint: one segment of a path. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._~-]{1,200}");

    private final EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final OpenRequests openRequests = new OpenRequests();
    private final Map<String, Endpoint> endpoints = new ConcurrentSkipListMap<>();
    private final ScheduledExecutorService schedules = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "farm-schedules");
        thread.setDaemon(true);
        return thread;
    });
    private final Behaviour byDefault;
    private final Listener shared;

    /**
     * Starts it on 127.0.0.1.
     *
     * @param port the port that endpoints share; 0 for any free one
     * @param byDefault how endpoints behave at first
     * @throws IOException when it cannot listen there
     */
    public Farm(int port, Behaviour byDefault) throws IOException {
        this(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), byDefault);
    }

    /**
     * Starts it.
     *
     * @param at the address and port that endpoints share; port 0 for any free one
     * @param byDefault how endpoints behave at first
     * @throws IOException when it cannot listen there
     */
    public Farm(InetSocketAddress at, Behaviour byDefault) throws IOException {
        if (byDefault.isOfConnections()) {
            throw new IllegalArgumentException(byDefault + ": endpoints that share a port cannot behave so");
        }
        this.byDefault = byDefault;
        try {
            shared = Listener.open(loop, at, path -> endpoint(nameOf(path)), openRequests);
        } catch (IOException e) {
            end();
            throw e;
        }
    }

    /** Starts it on any free port; endpoints are healthy at first. */
    public static Farm start() throws IOException {
        return new Farm(0, Behaviour.HEALTHY);
    }

    /** The endpoint of this name; if there is none yet, it is created on the shared port. */
    public Endpoint endpoint(String name) {
        return endpoints.computeIfAbsent(
                checked(name), made -> new Endpoint(made, shared.port(), null, byDefault, schedules));
    }

    /**
     * The endpoint of this name; if there is none yet, it is created with its own port.
     *
     * @throws IOException when it cannot listen there
     * @throws IllegalStateException when it is on the shared port
     */
    public synchronized Endpoint endpointOnItsOwn(String name) throws IOException {
        Endpoint there = endpoints.get(checked(name));
        if (there != null) {
            if (!there.hasItsOwnPort()) {
                throw new IllegalStateException("endpoint " + name + " is on the shared port already");
            }
            return there;
        }
        OwnPort port = new OwnPort(loop, openRequests);
        Endpoint made = new Endpoint(name, port.open(), port, byDefault, schedules);
        port.serve(made);
        endpoints.put(name, made);
        return made;
    }

    /** All endpoints, by name. */
    public Collection<Endpoint> endpoints() {
        return endpoints.values();
    }

    /** How many requests have arrived whose answer is not complete, and the highest number so far. */
    public OpenRequests openRequests() {
        return openRequests;
    }

    /** The shared port: {@code http://127.0.0.1:PORT/NAME}. */
    public int port() {
        return shared.port();
    }

    /** Stops all endpoints and closes all connections. */
    @Override
    public void close() {
        endpoints.values().forEach(Endpoint::close);
        shared.close();
        end();
    }

    private void end() {
        schedules.shutdownNow();
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }

    private static String checked(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "endpoint '" + name + "': expected is a name of letters, digits, dots, dashes and underscores");
        }
        return name;
    }

    // the last segment of the path, as far as it is a valid name
    private static String nameOf(String path) {
        int query = path.indexOf('?');
        String bare = query < 0 ? path : path.substring(0, query);
        String last = bare.substring(bare.lastIndexOf('/') + 1);
        return NAME.matcher(last).matches() ? last : "other";
    }
}
