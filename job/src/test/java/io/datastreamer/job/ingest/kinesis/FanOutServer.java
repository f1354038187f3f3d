package io.datastreamer.job.ingest.kinesis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.KinesisException;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.eventstream.HeaderValue;
import software.amazon.eventstream.Message;
import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Adds enhanced fan-out to a Kinesis server that has none, by the API's description (RegisterStreamConsumer,
 * SubscribeToShard). A consumer becomes active a while after it was registered. A subscription lasts a short time
 * instead of five minutes; a second one for the same shard is refused at first and takes over later. Some end
 * otherwise. AWS's own library frames the events.
 */
public final class FanOutServer implements AutoCloseable {
    private static final Duration LASTS = Duration.ofSeconds(2);
    private static final Duration REFUSED_FOR = Duration.ofMillis(500);
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final long LOOKS_EVERY_MS = 50;

    private final CountDownLatch closed = new CountDownLatch(1);
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Forwarding target;
    private final KinesisClient client;
    private final String stream;
    /** Consumers by name; one that is registered again gets another ARN. */
    private final Map<String, Registered> consumers = new ConcurrentHashMap<>();

    private final AtomicInteger registrations = new AtomicInteger();
    private final Map<String, Given> given = new ConcurrentHashMap<>();
    private final AtomicInteger subscriptions = new AtomicInteger();
    private final Set<End> seen = ConcurrentHashMap.newKeySet();

    private record Registered(String arn, AtomicInteger looks) {}

    private record Given(long nanos, int number) {}

    /** How a subscription ends. */
    enum End {
        TIME_IS_OVER,
        EXCEPTION,
        HANGS_UP,
        CUT_OFF,
        TAKEN_OVER
    }

    /**
     * Starts it.
     *
     * @param behind the server that has the records, and gets all other calls
     * @param stream the one that can be subscribed to
     */
    public FanOutServer(TestServer.Running behind, String stream) throws IOException {
        this.target = new Forwarding(behind.url());
        this.client = behind.access().open();
        this.stream = stream;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    /** Its base address. */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    Set<String> consumers() {
        return Set.copyOf(consumers.keySet());
    }

    int registrations() {
        return registrations.get();
    }

    /** Forgets all consumers, as if somebody had removed them. */
    void forgetConsumers() {
        consumers.clear();
    }

    /** Whether subscriptions have ended in each of the ways. */
    boolean allSeen() {
        return seen.containsAll(EnumSet.complementOf(EnumSet.of(End.TAKEN_OVER)));
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String operation = exchange.getRequestHeaders().getFirst("X-Amz-Target");
            switch (operation.substring(operation.indexOf('.') + 1)) {
                case "RegisterStreamConsumer" -> register(exchange, JSON.readTree(body));
                case "DescribeStreamConsumer" -> describe(exchange, JSON.readTree(body));
                case "DeregisterStreamConsumer" -> deregister(exchange, JSON.readTree(body));
                case "SubscribeToShard" -> subscribe(exchange, JSON.readTree(body));
                default -> Forwarding.answer(exchange, target.send(exchange, body));
            }
        }
    }

    private void register(HttpExchange exchange, JsonNode call) throws IOException {
        String name = call.required("ConsumerName").textValue();
        Registered made = new Registered(
                call.required("StreamARN").textValue() + "/consumer/" + name + ":" + registrations.incrementAndGet(),
                new AtomicInteger());
        if (consumers.putIfAbsent(name, made) != null) {
            refuse(exchange, "ResourceInUseException");
            return;
        }
        answer(exchange, 200, JSON.createObjectNode().set("Consumer", shown(name, made, "CREATING")));
    }

    private void describe(HttpExchange exchange, JsonNode call) throws IOException {
        String name = call.required("ConsumerName").textValue();
        Registered found = consumers.get(name);
        if (found == null) {
            refuse(exchange, "ResourceNotFoundException");
            return;
        }
        ObjectNode shown = shown(name, found, found.looks().getAndIncrement() == 0 ? "CREATING" : "ACTIVE");
        shown.set("StreamARN", call.get("StreamARN"));
        answer(exchange, 200, JSON.createObjectNode().set("ConsumerDescription", shown));
    }

    private static ObjectNode shown(String name, Registered consumer, String status) {
        return JSON.createObjectNode()
                .put("ConsumerName", name)
                .put("ConsumerARN", consumer.arn())
                .put("ConsumerStatus", status)
                .put("ConsumerCreationTimestamp", 1.5e9);
    }

    private void deregister(HttpExchange exchange, JsonNode call) throws IOException {
        if (consumers.remove(call.required("ConsumerName").textValue()) == null) {
            refuse(exchange, "ResourceNotFoundException");
        } else {
            answer(exchange, 200, JSON.createObjectNode());
        }
    }

    private void subscribe(HttpExchange exchange, JsonNode call) throws IOException {
        String arn = call.required("ConsumerARN").textValue();
        String shard = call.required("ShardId").textValue();
        if (consumers.values().stream().noneMatch(one -> one.arn().equals(arn))) {
            refuse(exchange, "ResourceNotFoundException");
            return;
        }
        Given before = given.get(shard);
        if (before != null && System.nanoTime() - before.nanos() < REFUSED_FOR.toNanos()) {
            refuse(exchange, "ResourceInUseException");
            return;
        }
        String iterator;
        try {
            iterator = iterator(shard, call.required("StartingPosition"));
        } catch (KinesisException e) {
            refuse(exchange, e.awsErrorDetails().errorCode());
            return;
        }
        int number = subscriptions.incrementAndGet();
        given.put(shard, new Given(System.nanoTime(), number));
        exchange.getResponseHeaders().add("Content-Type", "application/vnd.amazon.eventstream");
        exchange.sendResponseHeaders(200, 0);
        OutputStream out = exchange.getResponseBody();
        out.write(event("initial-response", "{}"));
        push(out, shard, iterator, number);
    }

    private String iterator(String shard, JsonNode start) {
        JsonNode time = start.get("Timestamp");
        return client.getShardIterator(get -> get.streamName(stream)
                        .shardId(shard)
                        .shardIteratorType(start.required("Type").textValue())
                        .startingSequenceNumber(start.path("SequenceNumber").textValue())
                        .timestamp(time == null ? null : Instant.ofEpochMilli((long) (time.doubleValue() * 1000))))
                .shardIterator();
    }

    private void push(OutputStream out, String shard, @Nullable String first, int number) throws IOException {
        String iterator = first;
        String read = null;
        End planned = End.values()[number % 4];
        long until = System.nanoTime() + LASTS.toNanos();
        while (System.nanoTime() < until) {
            if (Objects.requireNonNull(given.get(shard)).number() != number) {
                seen.add(End.TAKEN_OVER);
                return;
            }
            String at = iterator;
            GetRecordsResponse page = at == null
                    ? null
                    : client.getRecords(get -> get.shardIterator(at).limit(100));
            iterator = page == null ? null : page.nextShardIterator();
            ObjectNode event = JSON.createObjectNode().put("MillisBehindLatest", 0);
            ArrayNode records = event.putArray("Records");
            if (page != null) {
                for (var record : page.records()) {
                    read = record.sequenceNumber();
                    records.addObject()
                            .put("Data", record.data().asByteArray())
                            .put("PartitionKey", record.partitionKey())
                            .put("SequenceNumber", read)
                            .put(
                                    "ApproximateArrivalTimestamp",
                                    record.approximateArrivalTimestamp().toEpochMilli() / 1000.0);
                }
            }
            if (iterator == null) {
                children(shard, event.putArray("ChildShards"));
                out.write(event("SubscribeToShardEvent", event.toString()));
                return;
            }
            event.put("ContinuationSequenceNumber", read == null ? begin(shard) : read);
            byte[] framed = event("SubscribeToShardEvent", event.toString());
            if (planned == End.CUT_OFF && !records.isEmpty()) {
                seen.add(planned);
                out.write(framed, 0, framed.length / 2);
                return;
            }
            out.write(framed);
            out.flush();
            if (planned == End.HANGS_UP && !records.isEmpty()) {
                seen.add(planned);
                return;
            }
            if (isClosedAfterAPause()) {
                return;
            }
        }
        seen.add(planned == End.EXCEPTION ? planned : End.TIME_IS_OVER);
        if (planned == End.EXCEPTION) {
            out.write(new Message(
                            Map.of(
                                    ":message-type", HeaderValue.fromString("exception"),
                                    ":exception-type", HeaderValue.fromString("InternalFailureException"),
                                    ":content-type", HeaderValue.fromString("application/json")),
                            "{\"message\":\"as it happens\"}".getBytes(UTF_8))
                    .toByteBuffer()
                    .array());
        }
    }

    // the real service has a number for each moment of a shard
    private String begin(String shard) {
        return client.listShards(list -> list.streamName(stream)).shards().stream()
                .filter(one -> one.shardId().equals(shard))
                .findFirst()
                .orElseThrow()
                .sequenceNumberRange()
                .startingSequenceNumber();
    }

    private void children(String shard, ArrayNode to) {
        for (Shard one : client.listShards(list -> list.streamName(stream)).shards()) {
            if (shard.equals(one.parentShardId()) || shard.equals(one.adjacentParentShardId())) {
                ObjectNode child = to.addObject().put("ShardId", one.shardId());
                child.putArray("ParentShards").add(shard);
                child.putObject("HashKeyRange")
                        .put("StartingHashKey", one.hashKeyRange().startingHashKey())
                        .put("EndingHashKey", one.hashKeyRange().endingHashKey());
            }
        }
    }

    private static byte[] event(String type, String payload) {
        return new Message(
                        Map.of(
                                ":message-type", HeaderValue.fromString("event"),
                                ":event-type", HeaderValue.fromString(type),
                                ":content-type", HeaderValue.fromString("application/x-amz-json-1.1")),
                        payload.getBytes(UTF_8))
                .toByteBuffer()
                .array();
    }

    /** Lets records come in their time; returns whether the server was closed meanwhile. */
    private boolean isClosedAfterAPause() throws IOException {
        try {
            return closed.await(LOOKS_EVERY_MS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static void refuse(HttpExchange exchange, String type) throws IOException {
        answer(exchange, 400, JSON.createObjectNode().put("__type", type).put("message", "m"));
    }

    private static void answer(HttpExchange exchange, int status, JsonNode body) throws IOException {
        byte[] bytes = JSON.writeValueAsBytes(body);
        exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.1");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
        client.close();
    }
}
