package io.datastreamer.quickstart.kinesis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A small Kinesis server with the part of the <a
 * href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_Operations.html">API</a> that consumers use, in
 * JSON:
 * clients must turn CBOR off. Records are added by method. It keeps them in memory for half an hour, and has neither
 * accounts nor limits.
 */
public final class EmbeddedKinesis implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_RECORDS = 10_000;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, EmbeddedStream> streams = new ConcurrentHashMap<>();

    /** The service's answer to a call that it does not carry out. */
    private static final class Refusal extends Exception {
        private static final long serialVersionUID = 1L;

        private final String type;

        Refusal(String type, String message) {
            super(message);
            this.type = type;
        }
    }

    /** Starts it on a free port of the loopback address. */
    public EmbeddedKinesis() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    /** The service's address. */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Creates a stream. */
    public void create(String stream, int shards) {
        streams.put(stream, new EmbeddedStream(shards));
    }

    /** Adds a record to an existing stream. */
    public void put(String stream, String partitionKey, byte[] data) {
        Objects.requireNonNull(streams.get(stream), stream).put(partitionKey, data);
    }

    /** Splits an open shard of an existing stream. */
    public void split(String stream) {
        Objects.requireNonNull(streams.get(stream), stream).split();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String target = String.valueOf(exchange.getRequestHeaders().getFirst("X-Amz-Target"));
            int status = 200;
            JsonNode answer;
            try {
                answer = answer(
                        target.substring(target.indexOf('.') + 1),
                        JSON.readTree(exchange.getRequestBody().readAllBytes()));
            } catch (Refusal e) {
                status = 400;
                answer = JSON.createObjectNode().put("__type", e.type).put("message", e.getMessage());
            }
            byte[] bytes = JSON.writeValueAsBytes(answer);
            exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.1");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private JsonNode answer(String operation, JsonNode call) throws Refusal {
        return switch (operation) {
            case "ListShards" -> listShards(stream(call.path("StreamName").asText()));
            case "GetShardIterator" -> shardIterator(call);
            case "GetRecords" -> records(call);
            default -> throw new Refusal("UnknownOperationException", operation + " is not known here");
        };
    }

    private EmbeddedStream stream(String name) throws Refusal {
        EmbeddedStream stream = streams.get(name);
        if (stream == null) {
            throw new Refusal("ResourceNotFoundException", "there is no stream " + name);
        }
        return stream;
    }

    private static EmbeddedStream.Shard shard(EmbeddedStream stream, String id) throws Refusal {
        return stream.shards().stream()
                .filter(shard -> shard.id.equals(id))
                .findFirst()
                .orElseThrow(() -> new Refusal("ResourceNotFoundException", "there is no shard " + id));
    }

    private static JsonNode listShards(EmbeddedStream stream) {
        ObjectNode answer = JSON.createObjectNode();
        ArrayNode shards = answer.putArray("Shards");
        for (EmbeddedStream.Shard shard : stream.shards()) {
            ObjectNode shown = shards.addObject().put("ShardId", shard.id);
            if (shard.parent != null) {
                shown.put("ParentShardId", shard.parent);
            }
            shown.putObject("HashKeyRange")
                    .put("StartingHashKey", shard.first.toString())
                    .put("EndingHashKey", shard.last.toString());
            shown.putObject("SequenceNumberRange").put("StartingSequenceNumber", "0");
        }
        return answer;
    }

    private JsonNode shardIterator(JsonNode call) throws Refusal {
        String name = call.path("StreamName").asText();
        EmbeddedStream stream = stream(name);
        EmbeddedStream.Shard shard = shard(stream, call.path("ShardId").asText());
        String sequence = call.path("StartingSequenceNumber").asText();
        double seconds = call.path("Timestamp").asDouble();
        long at = switch (call.path("ShardIteratorType").asText()) {
            case "TRIM_HORIZON" -> stream.at(shard, record -> false);
            case "LATEST" -> stream.at(shard, record -> true);
            case "AT_TIMESTAMP" -> stream.at(shard, record -> record.arrivedMs() < seconds * 1000);
            case "AT_SEQUENCE_NUMBER" ->
                stream.at(shard, record -> record.sequence().compareTo(sequence) < 0);
            case "AFTER_SEQUENCE_NUMBER" ->
                stream.at(shard, record -> record.sequence().compareTo(sequence) <= 0);
            default -> throw new Refusal("InvalidArgumentException", "unknown type of iterator");
        };
        return JSON.createObjectNode().put("ShardIterator", iterator(name, shard, at));
    }

    private JsonNode records(JsonNode call) throws Refusal {
        String[] iterator = call.path("ShardIterator").asText().split("/", -1);
        if (iterator.length != 3) {
            throw new Refusal("InvalidArgumentException", "no such iterator");
        }
        EmbeddedStream stream = stream(iterator[0]);
        EmbeddedStream.Shard shard = shard(stream, iterator[1]);
        int most = Math.min(call.path("Limit").asInt(MOST_RECORDS), MOST_RECORDS);
        EmbeddedStream.Page page = stream.read(shard, Long.parseLong(iterator[2]), most);
        ObjectNode answer = JSON.createObjectNode().put("MillisBehindLatest", page.behindMs());
        ArrayNode records = answer.putArray("Records");
        for (EmbeddedStream.Stored record : page.records()) {
            records.addObject()
                    .put("SequenceNumber", record.sequence())
                    .put("PartitionKey", record.partitionKey())
                    .put("Data", record.data())
                    .put("ApproximateArrivalTimestamp", record.arrivedMs() / 1000.0);
        }
        if (page.next() >= 0) {
            answer.put("NextShardIterator", iterator(iterator[0], shard, page.next()));
        }
        return answer;
    }

    private static String iterator(String stream, EmbeddedStream.Shard shard, long at) {
        return stream + "/" + shard.id + "/" + at;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
