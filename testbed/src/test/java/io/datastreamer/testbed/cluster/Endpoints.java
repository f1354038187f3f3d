package io.datastreamer.testbed.cluster;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.datastreamer.tools.receive.DocumentScan;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An HTTP server on loopback: each path is an endpoint that accepts every document and keeps the ids in order. */
final class Endpoints implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, List<Long>> arrived = new ConcurrentHashMap<>();

    Endpoints() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    /** The ids that have arrived at the path, in order, with duplicates. */
    List<Long> arrived(String path) {
        List<Long> ids = arrived.getOrDefault(path, List.of());
        synchronized (ids) {
            return List.copyOf(ids);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            List<Long> ids = arrived.computeIfAbsent(exchange.getRequestURI().getPath(), path -> new ArrayList<>());
            boolean good;
            synchronized (ids) {
                good = DocumentScan.scan(body, body.length, (from, to, id, event) -> ids.add(id));
            }
            exchange.sendResponseHeaders(good ? 200 : 400, -1);
        }
    }
}
