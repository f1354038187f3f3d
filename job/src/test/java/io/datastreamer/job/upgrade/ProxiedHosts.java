package io.datastreamer.job.upgrade;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * An HTTP proxy that acts as all hosts, so that the addresses in a savepoint work on every machine. It answers each
 * host as it is told, 200 unless told otherwise, and keeps what was sent.
 */
final class ProxiedHosts implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Integer> statuses = new ConcurrentHashMap<>();
    private final Map<String, List<JsonNode>> accepted = new ConcurrentHashMap<>();
    private final Map<String, List<String>> requests = new ConcurrentHashMap<>();

    ProxiedHosts() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /** The proxy's {@code HOST:PORT}. */
    String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /** From now on the host answers so. */
    void answer(String host, int status) {
        statuses.put(host, status);
    }

    /** The ids of the documents that the host has accepted, in order. */
    List<Long> ids(String host) {
        return documents(host).stream()
                .map(document -> document.path("id").asLong())
                .toList();
    }

    /** The documents that the host has accepted, in order. */
    List<JsonNode> documents(String host) {
        return List.copyOf(accepted.getOrDefault(host, List.of()));
    }

    /** Method and path of each request to the host, in order, whatever was answered. */
    List<String> requests(String host) {
        return List.copyOf(requests.getOrDefault(host, List.of()));
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            URI uri = exchange.getRequestURI();
            String host = String.valueOf(uri.getHost());
            byte[] body = exchange.getRequestBody().readAllBytes();
            requests.computeIfAbsent(host, any -> new CopyOnWriteArrayList<>())
                    .add(exchange.getRequestMethod() + " " + uri.getPath());
            int status = statuses.getOrDefault(host, 200);
            if (status == 200 && exchange.getRequestMethod().equals("POST")) {
                List<JsonNode> documents = accepted.computeIfAbsent(host, any -> new CopyOnWriteArrayList<>());
                JSON.readTree(body).forEach(documents::add);
            }
            exchange.sendResponseHeaders(status, -1);
        }
    }
}
