package io.datastreamer.job.ingest.kinesis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * A proxy before a Kinesis server. It answers every second call that reads a shard with a fault, each possible fault in
 * turn. It counts calls per shard: otherwise a shard whose calls always hit the faults would never be read.
 */
final class FaultyProxy implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Forwarding target;
    private final Map<String, AtomicInteger> calls = new ConcurrentHashMap<>();
    private final Map<String, String> shardsByIterator = new ConcurrentHashMap<>();
    private final Set<Fault> seen = ConcurrentHashMap.newKeySet();

    private enum Fault {
        THROTTLED(400, "ProvisionedThroughputExceededException"),
        EXPIRED(400, "ExpiredIteratorException"),
        INTERNAL(500, "InternalFailure"),
        UNKNOWN(400, "SomethingNew"),
        HANGS_UP(0, "");

        private final int status;
        private final String type;

        Fault(int status, String type) {
            this.status = status;
            this.type = type;
        }
    }

    FaultyProxy(String target) throws IOException {
        this.target = new Forwarding(target);
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Whether each fault has occurred. */
    boolean allSeen() {
        return seen.equals(EnumSet.allOf(Fault.class));
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String operation = exchange.getRequestHeaders().getFirst("X-Amz-Target");
            String shard = operation.endsWith(".GetRecords") || operation.endsWith(".GetShardIterator")
                    ? shard(JSON.readTree(body))
                    : null;
            int call = shard == null
                    ? 1
                    : calls.computeIfAbsent(operation + " " + shard, any -> new AtomicInteger())
                            .getAndIncrement();
            if (call % 2 == 0) {
                fail(exchange, Fault.values()[call / 2 % Fault.values().length]);
            } else {
                forward(exchange, body, shard);
            }
        }
    }

    private @Nullable String shard(JsonNode call) {
        return call.has("ShardId")
                ? call.get("ShardId").asText()
                : shardsByIterator.get(call.get("ShardIterator").asText());
    }

    private void fail(HttpExchange exchange, Fault fault) throws IOException {
        seen.add(fault);
        if (fault.status > 0) {
            byte[] answer = "{\"__type\":\"%s\",\"message\":\"m\"}"
                    .formatted(fault.type)
                    .getBytes(UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.1");
            exchange.sendResponseHeaders(fault.status, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    private void forward(HttpExchange exchange, byte[] body, @Nullable String shard) throws IOException {
        HttpResponse<byte[]> answer = target.send(exchange, body);
        if (shard != null) {
            JsonNode told = JSON.readTree(answer.body());
            for (String member : new String[] {"ShardIterator", "NextShardIterator"}) {
                if (told.hasNonNull(member)) {
                    shardsByIterator.put(told.get(member).asText(), shard);
                }
            }
        }
        Forwarding.answer(exchange, answer);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
