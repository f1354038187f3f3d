package io.datastreamer.benchmarks.isolation;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A server on loopback with something wrong, which takes whatever it is asked: no farm's endpoint, which wants documents. */
final class SickServer implements AutoCloseable {
    private static final int MANY = 1_000;

    private final int port;
    private final AutoCloseable socket;
    private final AtomicInteger requests = new AtomicInteger();
    private final ScheduledExecutorService later = Executors.newScheduledThreadPool(2);

    private SickServer(ServerSocket socket) {
        this.port = socket.getLocalPort();
        this.socket = socket;
    }

    /**
     * Speaks HTTP.
     *
     * @param status of its answers; 0 for a server that reads requests and never answers
     * @param after how long it takes
     */
    private SickServer(int status, Duration after) throws IOException {
        HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), MANY);
        http.setExecutor(later);
        http.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            requests.incrementAndGet();
            if (status != 0) {
                var unused = later.schedule(() -> answer(exchange, status), after.toMillis(), TimeUnit.MILLISECONDS);
            }
        });
        http.start();
        this.port = http.getAddress().getPort();
        this.socket = () -> http.stop(0);
    }

    /** Takes connections, as a system does for a process that hangs, and never says anything. */
    static SickServer deaf() throws IOException {
        return new SickServer(new ServerSocket(0, MANY, InetAddress.getLoopbackAddress()));
    }

    /** Reads requests, and never answers. */
    static SickServer silent() throws IOException {
        return new SickServer(0, Duration.ZERO);
    }

    /** Answers with a status and without a body, after a while. */
    static SickServer answering(int status, Duration after) throws IOException {
        return new SickServer(status, after);
    }

    private static void answer(HttpExchange exchange, int status) {
        try (exchange) {
            exchange.sendResponseHeaders(status, -1);
        } catch (IOException e) {
            // whoever asked is gone
            throw new UncheckedIOException(e);
        }
    }

    String host() {
        return "127.0.0.1";
    }

    int port() {
        return port;
    }

    String url() {
        return "http://" + host() + ":" + port;
    }

    /** Requests that it has read. */
    int requests() {
        return requests.get();
    }

    @Override
    public void close() throws Exception {
        socket.close();
        later.shutdownNow();
    }
}
