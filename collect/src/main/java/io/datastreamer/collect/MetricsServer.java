package io.datastreamer.collect;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import static java.nio.charset.StandardCharsets.UTF_8;

/** An HTTP server for {@code /metrics} and {@code /health}; the latter succeeds while the process accepts requests. */
final class MetricsServer implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> {
        Thread daemon = new Thread(work, "metrics");
        daemon.setDaemon(true);
        return daemon;
    });

    /** @throws IOException when the port cannot be opened */
    MetricsServer(InetSocketAddress address, Counters counters) throws IOException {
        server = HttpServer.create(address, 0);
        server.createContext("/metrics", exchange -> answer(exchange, "/metrics", counters.text()));
        server.createContext("/health", exchange -> answer(exchange, "/health", "ok\n"));
        server.setExecutor(thread);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    private static void answer(HttpExchange exchange, String path, String text) throws IOException {
        try (exchange) {
            boolean known = exchange.getRequestURI().getPath().equals(path);
            byte[] body = (known ? text : "not found\n").getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
            exchange.sendResponseHeaders(known ? 200 : 404, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        thread.shutdownNow();
    }
}
