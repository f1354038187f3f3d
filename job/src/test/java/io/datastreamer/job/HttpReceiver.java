package io.datastreamer.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A customer's HTTP server on loopback. Each path is an endpoint that answers as it is told and keeps what it accepts.
 */
final class HttpReceiver implements AutoCloseable {
    /** As a status: the endpoint never answers. */
    static final int NEVER = 0;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Map<String, Integer> statuses = new ConcurrentHashMap<>();
    private final Map<String, List<JsonNode>> documents = new ConcurrentHashMap<>();

    HttpReceiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    /** From now on the path answers with this status. */
    HttpReceiver answering(String path, int status) {
        statuses.put(path, status);
        return this;
    }

    /** What the path has accepted so far, in order. */
    List<JsonNode> documents(String path) {
        return documents.getOrDefault(path, List.of());
    }

    /** The ids of what the path has accepted so far, in order. */
    List<Long> ids(String path) {
        return documents(path).stream()
                .map(document -> document.get("id").asLong())
                .toList();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            JsonNode body = JSON.readTree(exchange.getRequestBody().readAllBytes());
            int status = statuses.getOrDefault(path, 200);
            if (status == NEVER) {
                closed.await();
                return;
            }
            if (status == 200) {
                List<JsonNode> accepted = documents.computeIfAbsent(path, any -> new CopyOnWriteArrayList<>());
                body.forEach(accepted::add);
            }
            exchange.sendResponseHeaders(status, -1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
