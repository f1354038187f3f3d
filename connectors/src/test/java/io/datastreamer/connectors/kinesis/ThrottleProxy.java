package io.datastreamer.connectors.kinesis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * A proxy in front of a Kinesis server that accepts only a limited number of records of a partition key within a number
 * of calls, like the service within a time. It forwards what it accepts, and answers the rest with {@code
 * ProvisionedThroughputExceededException}, each in its original position. It can also refuse whole calls.
 */
final class ThrottleProxy implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String THROTTLED = "ProvisionedThroughputExceededException";

    private final HttpServer server;
    private final URI target;
    private final HttpClient http = HttpClient.newHttpClient();
    private final int everyNth;
    private final AtomicInteger wholeCallsToRefuse;
    private final AtomicInteger seen = new AtomicInteger();
    private final AtomicInteger calls = new AtomicInteger();

    /**
     * Starts a proxy.
     *
     * @param target the server's address
     * @param everyNth every n-th record is refused
     * @param wholeCallsToRefuse how many calls are refused as a whole at first
     */
    ThrottleProxy(String target, int everyNth, int wholeCallsToRefuse) throws IOException {
        this.target = URI.create(target);
        this.everyNth = everyNth;
        this.wholeCallsToRefuse = new AtomicInteger(wholeCallsToRefuse);
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::serve);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    int calls() {
        return calls.get();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            calls.incrementAndGet();
            JsonNode request = JSON.readTree(exchange.getRequestBody());
            if (wholeCallsToRefuse.getAndDecrement() > 0) {
                answer(exchange, 400, "{\"__type\":\"" + THROTTLED + "\",\"message\":\"Rate exceeded\"}");
                return;
            }
            ArrayNode taken = JSON.createArrayNode();
            Map<Integer, Integer> placeOfTaken = new HashMap<>();
            JsonNode records = request.get("Records");
            for (int i = 0; i < records.size(); i++) {
                if (seen.incrementAndGet() % everyNth != 0) {
                    placeOfTaken.put(i, taken.size());
                    taken.add(records.get(i));
                }
            }
            JsonNode results = JSON.createArrayNode();
            if (!taken.isEmpty()) {
                ((ObjectNode) request).set("Records", taken);
                HttpResponse<String> answer = forward(exchange, request.toString());
                if (answer.statusCode() != 200) {
                    answer(exchange, answer.statusCode(), answer.body());
                    return;
                }
                results = JSON.readTree(answer.body()).get("Records");
            }
            ObjectNode merged = JSON.createObjectNode();
            ArrayNode entries = merged.putArray("Records");
            for (int i = 0; i < records.size(); i++) {
                Integer place = placeOfTaken.get(i);
                if (place == null) {
                    entries.addObject().put("ErrorCode", THROTTLED).put("ErrorMessage", "Rate exceeded for shard");
                } else {
                    entries.add(results.get(place));
                }
            }
            merged.put("FailedRecordCount", records.size() - taken.size());
            answer(exchange, 200, merged.toString());
        }
    }

    private HttpResponse<String> forward(HttpExchange exchange, String body) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(target).POST(HttpRequest.BodyPublishers.ofString(body));
        for (String name : new String[] {"Content-Type", "X-Amz-Target", "X-Amz-Date", "Authorization"}) {
            request.header(name, exchange.getRequestHeaders().getFirst(name));
        }
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.1");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
