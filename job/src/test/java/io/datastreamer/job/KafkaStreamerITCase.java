package io.datastreamer.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.datastreamer.connectors.conformance.Ports;
import io.datastreamer.connectors.kafka.TestBroker;
import io.datastreamer.connectors.kafka.TopicReader;
import io.datastreamer.contract.Answer;
import io.datastreamer.contract.DeliveryAttempt;
import io.datastreamer.contract.DeliveryAttemptCodec;
import io.datastreamer.contract.Question;
import io.datastreamer.contract.QuestionCodec;
import io.datastreamer.contract.Rejected;
import io.datastreamer.contract.RejectedCodec;
import io.datastreamer.contract.StreamStatus;
import io.datastreamer.contract.StreamStatusCodec;
import io.datastreamer.job.metrics.JobMetric;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Tests the whole path of a record from and to a real broker, with the job in its own process. */
class KafkaStreamerITCase {
    private static final Duration LONG = Duration.ofMinutes(2);
    private static final long DEMO = 839921;
    private static final List<String> TOPICS = List.of(
            "network-records",
            "billing-records",
            "sims",
            "catalog",
            "streams",
            "status",
            "attempts",
            "rejected",
            "questions",
            "answers");

    private static TestBroker broker;
    private static KafkaProducer<byte[], byte[]> producer;
    private static TopicReader<byte[]> statuses;
    private static HttpReceiver receiver;
    private static int metricsPort;
    private static @Nullable String cursor;

    @TempDir
    static Path dir;

    @BeforeAll
    static void open() throws Exception {
        broker = new TestBroker();
        producer = broker.producer(Map.of());
        receiver = new HttpReceiver();
        metricsPort = Ports.free();
        for (String topic : TOPICS) {
            broker.create(topic);
        }
        statuses = broker.reader("status");
    }

    @AfterAll
    static void close() throws Exception {
        receiver.close();
        statuses.close();
        producer.close();
        broker.close();
    }

    /** One long test, since each start of the job takes seconds. */
    @Test
    void recordsStreamsAndStatusesTravelThroughTopics() throws Exception {
        Files.writeString(dir.resolve("catalog.jsonl"), Lines.text("/golden/catalog.jsonl"));
        for (String line : Lines.text("/golden/sims.jsonl").lines().toList()) {
            send("sims", null, line);
        }
        send("streams", "s", stream("s", "/s", "RUNNING"));
        send("streams", "fails", stream("fails", "/fails", "RUNNING"));
        send("streams", "fetched", fetched());
        receiver.answering("/fails", 500);

        try (JobProcess job = start()) {
            locations(0, 20);
            send("network-records", null, "no JSON at all");
            until(job, () -> ids("/s").equals(numbers(0, 20)));

            // a customer fetches: the second time after what has arrived, and then the same again
            JsonNode first = answer(job, "1", null, 7);
            assertThat(idsOf(first)).isEqualTo(numbers(0, 7));
            cursor = first.path("cursor").textValue();
            JsonNode second = answer(job, "2", cursor, 100);
            assertThat(idsOf(second)).isEqualTo(numbers(7, 20));

            // a new version of the stream pauses it: what comes meanwhile waits
            send("streams", "s", stream("s", "/s", "PAUSED"));
            until(job, () -> state("s") == StreamStatus.State.PAUSED);
            locations(20, 40);
            send("streams", "witness", stream("witness", "/witness", "RUNNING"));
            until(job, () -> ids("/witness").equals(numbers(0, 40)));
            assertThat(ids("/s")).isEqualTo(numbers(0, 20));
            send("streams", "s", stream("s", "/s", "RUNNING"));
            until(job, () -> ids("/s").equals(numbers(0, 40)));

            // the mark of a deletion removes a stream, and its status
            send("streams", "witness", "{\"id\":\"witness\",\"organisation_id\":" + DEMO + ",\"deleted\":true}");
            until(
                    job,
                    () -> statuses.read().stream()
                            .anyMatch(record -> text(record.key()).equals("witness") && record.value() == null));

            // and the tombstone that comes later has nothing left to do
            send("streams", "witness", null);

            // a crash in the middle of records
            locations(40, 140);
            until(job, () -> ids("/s").size() > 60);
            assertThat(ids("/witness")).as("a removed stream gets nothing more").isEqualTo(numbers(0, 40));
            job.kill();
        }
        locations(140, 160);
        try (JobProcess job = start()) {
            until(job, () -> ids("/s").equals(numbers(0, 160)));
            assertThat(job.said()).contains("goes on from");
            until(job, () -> isIdle(lastStatuses().get("s")));
            // what had arrived before the crash is not given again, the rest is
            assertThat(idsOf(answer(job, "3", null, 10))).isEqualTo(numbers(7, 17));
            JsonNode all = answer(job, "4", cursor, 1_000);
            assertThat(idsOf(all)).isEqualTo(numbers(7, 160));
            assertThat(idsOf(answer(job, "5", all.path("cursor").textValue(), 1_000)))
                    .isEmpty();
            until(job, () -> isIdle(lastStatuses().get("fetched")));
            // across the pause and the crash, each document counts once, as the receiver has it
            counts(answer(job, "6", new Question.Ledger("s", Instant.EPOCH, Instant.now())), ids("/s"));
            counts(answer(job, "7", new Question.Ledger("fetched", Instant.EPOCH, Instant.now())), numbers(0, 160));
            everyMetricOfThePageIsThere();
            historyComesInTheFormThatTheStreamHasNow(job);
        }

        assertThat(receiver.ids("/s").stream().distinct().toList()).as("order").isSorted();
        // a reader may see a topic in parts
        await().atMost(LONG).pollInSameThread().untilAsserted(KafkaStreamerITCase::theTopicsTellOfIt);
    }

    /** The journal keeps one form: after a change of `format`, a replay delivers the same documents in the new one. */
    private static void historyComesInTheFormThatTheStreamHasNow(JobProcess job) throws Exception {
        send("streams", "s", inForm("v2", "/v2"));
        until(job, () -> receiver.ids("/v2").size() >= 160);
        assertThat(ids("/v2")).isEqualTo(numbers(0, 160));
        assertThat(receiver.documents("/v2")).allSatisfy(event -> {
            assertThat(event.get("timestamp").asText()).isEqualTo("2026-02-03T04:05:06Z");
            assertThat(event.get("alert").isBoolean()).isTrue();
        });

        send("streams", "s", inForm("cloudevents", "/cloudevents"));
        until(job, () -> receiver.documents("/cloudevents").size() >= 160);
        List<JsonNode> inEnvelopes = receiver.documents("/cloudevents");
        assertThat(inEnvelopes)
                .allSatisfy(
                        event -> assertThat(event.get("specversion").asText()).isEqualTo("1.0"));
        assertThat(inEnvelopes.stream().map(event -> event.get("data")).toList())
                .isEqualTo(receiver.documents("/v2"));

        // and back: as if there had never been another
        send("streams", "s", inForm("v1", "/v1"));
        until(job, () -> receiver.documents("/v1").size() >= 160);
        assertThat(receiver.documents("/v1"))
                .isEqualTo(receiver.documents("/s").stream().distinct().toList());
        until(job, () -> isIdle(lastStatuses().get("s")));
    }

    /** A row of the page whose operators exist only with sources of that kind. */
    private static final Pattern OF_OTHER_SOURCES = Pattern.compile(
            "\\w+ \\| [^|]*\\| (kinesis: inputs|(decode-source-…|mediate|gaps)(, (decode-source-…|mediate|gaps))*) \\|");

    /** Everything that dashboards, alerts and the page name exists, from the job itself or from Flink. */
    private static void everyMetricOfThePageIsThere() throws Exception {
        Set<String> wanted = new HashSet<>();
        Matcher named = Pattern.compile("\\| `(flink_[A-Za-z_]+)` \\| (.*)")
                .matcher(Files.readString(Path.of("..", "docs", "metrics.md")));
        while (named.find()) {
            // those of kinesis: inputs and of network elements are checked where there are such sources
            if (!OF_OTHER_SOURCES.matcher(named.group(2)).lookingAt()) {
                wanted.add(named.group(1));
            }
        }
        assertThat(wanted).hasSizeGreaterThan(JobMetric.values().length / 2);
        String scraped = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + metricsPort + "/metrics"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
        Set<String> there = new HashSet<>();
        scraped.lines().filter(line -> !line.startsWith("#")).forEach(line -> there.add(line.split("[{ ]", 2)[0]));
        assertThat(there).containsAll(wanted);
        assertThat(scraped)
                .containsPattern(JobMetric.DELIVERED.prometheusName() + "\\{[^}]*integration=\"REST_API_BULK\"")
                .containsPattern(JobMetric.LANES_BY_LAG.prometheusName() + "\\{[^}]*le=\"Inf\"");
    }

    private static void theTopicsTellOfIt() throws Exception {
        for (ConsumerRecord<byte[], byte[]> record : statuses.read()) {
            if (record.value() != null) {
                assertThat(StreamStatusCodec.read(record.value()).streamId()).isEqualTo(text(record.key()));
            }
        }
        Map<String, @Nullable StreamStatus> last = lastStatuses();
        assertThat(last).containsOnlyKeys("s", "fails", "witness", "fetched").containsEntry("witness", null);
        assertThat(last.get("fails")).isNotNull().satisfies(status -> {
            assertThat(status.remoteStatus()).isEqualTo(500);
            assertThat(status.delivered()).isZero();
        });
        Set<String> outcomes = new HashSet<>();
        for (ConsumerRecord<byte[], byte[]> record : broker.read("attempts", 2)) {
            DeliveryAttempt attempt = DeliveryAttemptCodec.read(record.value());
            assertThat(text(record.key())).isEqualTo(attempt.streamId());
            outcomes.add(attempt.streamId() + " " + attempt.outcome());
        }
        assertThat(outcomes).contains("s DELIVERED", "fails TRY_AGAIN").doesNotContain("fails DELIVERED");
        for (ConsumerRecord<byte[], byte[]> record : broker.read("rejected", 1)) {
            Rejected rejected = RejectedCodec.read(record.value());
            assertThat(text(rejected.raw())).isEqualTo("no JSON at all");
            assertThat(rejected.source()).isEqualTo("network-records-0");
            assertThat(rejected.position()).isEqualTo("20");
        }
    }

    // ---- the job

    private static JobProcess start() throws IOException {
        List<String> options = new ArrayList<>();
        for (String topic : TOPICS) {
            // one input is a file, so that all metrics exist
            String end = topic.equals("catalog")
                    ? "file:" + dir.resolve("catalog.jsonl") + "?follow=true"
                    : "kafka:" + topic;
            options.addAll(List.of("--" + topic, end));
        }
        options.addAll(List.of(
                "--kafka.bootstrap-servers",
                broker.address(),
                "--state-dir",
                dir.resolve("state").toString(),
                "--egress.allow",
                "127.0.0.0/8",
                "--metrics-port",
                String.valueOf(metricsPort),
                "--checkpoint-interval",
                "300 ms",
                "--parallelism",
                "2"));
        return JobProcess.start(dir.resolve("log"), options);
    }

    private static void until(JobProcess job, Callable<Boolean> condition) throws Exception {
        await().atMost(LONG).pollInSameThread().until(() -> !job.isAlive() || condition.call());
        assertThat(job.isAlive()).as(job.said()).isTrue();
    }

    // ---- what goes in and comes out

    private static String stream(String id, String path, String state) {
        return "{\"id\":\"" + id + "\",\"organisation_id\":" + DEMO + ",\"stream_type\":\"EVENTS\","
                + "\"api_type\":\"REST_API_BULK\",\"settings\":{\"url\":\"" + receiver.url(path) + "\"},"
                + "\"historic\":true,\"state\":\"" + state + "\"}";
    }

    /** The stream whose documents were delivered before, with a replay of all of them. */
    private static String inForm(String format, String path) {
        String replay = "\"historic\":true,\"replay_from\":\"2000-01-01T00:00:00Z\",\"replay_id\":\"" + format + "\"";
        return stream("s", path, "RUNNING")
                .replace("\"settings\":{", "\"settings\":{\"format\":\"" + format + "\",")
                .replace("\"historic\":true", replay);
    }

    private static String fetched() {
        return "{\"id\":\"fetched\",\"organisation_id\":" + DEMO + ",\"stream_type\":\"EVENTS\","
                + "\"api_type\":\"PULL\",\"historic\":true}";
    }

    /** The job's answer to a fetch. */
    private static JsonNode answer(JobProcess job, String id, @Nullable String cursor, int limit) throws Exception {
        return answer(job, id, new Question.Fetch("fetched", cursor, limit, 30));
    }

    private static JsonNode answer(JobProcess job, String id, Question.Ask ask) throws Exception {
        Question question = new Question("tests", id, DEMO, Instant.now(), ask);
        send("questions", null, new String(QuestionCodec.write(question), UTF_8));
        AtomicReference<byte[]> answer = new AtomicReference<>();
        try (TopicReader<byte[]> answers = broker.reader("answers")) {
            until(job, () -> {
                for (ConsumerRecord<byte[], byte[]> record : answers.read()) {
                    if (text(record.key()).equals(Answer.key("tests", id))) {
                        answer.set(record.value());
                    }
                }
                return answer.get() != null;
            });
        }
        return new ObjectMapper().readTree(answer.get());
    }

    /** Checks a statement of a stream that has received everything. */
    private static void counts(JsonNode statement, List<Long> received) {
        // the JDK has the same hash
        long[] hashes = received.stream()
                .mapToLong(id -> new SplittableRandom(id).nextLong())
                .toArray();
        JsonNode events = statement.path("kinds").path(0);
        assertThat(events.path("delivered").longValue())
                .as(statement.toString())
                .isEqualTo(received.size());
        assertThat(events.path("produced").longValue()).isEqualTo(received.size());
        assertThat(events.path("left_out").longValue()).isZero();
        assertThat(events.path("id_sum").textValue())
                .isEqualTo(String.format("%016x", LongStream.of(hashes).sum()));
        assertThat(events.path("id_xor").textValue())
                .isEqualTo(String.format("%016x", LongStream.of(hashes).reduce(0, (one, other) -> one ^ other)));
    }

    private static List<Long> idsOf(JsonNode answer) {
        List<Long> ids = new ArrayList<>();
        answer.path("events").forEach(event -> ids.add(event.path("id").longValue()));
        return ids;
    }

    private static void locations(long from, long to) throws Exception {
        for (long id = from; id < to; id++) {
            send(
                    "network-records",
                    null,
                    "{\"record_id\":" + id + ",\"time\":\"2026-02-03T04:05:06Z\",\"operation\":\"UPDATE_LOCATION\","
                            + "\"imsi\":\"901430123456789\",\"plmn\":{\"mcc\":\"262\",\"mnc\":\"02\"},"
                            + "\"vlr\":\"491720013000\"}");
        }
    }

    // one partition, because the test depends on the order of records
    private static void send(String topic, @Nullable String key, @Nullable String value) throws Exception {
        TestBroker.send(producer, topic, 0, null, key, value);
    }

    /** The ids that a path has accepted, without repetitions, in order. */
    private static List<Long> ids(String path) {
        return receiver.ids(path).stream().distinct().toList();
    }

    private static List<Long> numbers(long from, long to) {
        return LongStream.range(from, to).boxed().toList();
    }

    private static StreamStatus.@Nullable State state(String streamId) throws Exception {
        StreamStatus status = lastStatuses().get(streamId);
        return status == null ? null : status.state();
    }

    private static boolean isIdle(@Nullable StreamStatus status) {
        return status != null && status.state() == StreamStatus.State.RUNNING && status.pending() == 0;
    }

    /** What a reader of the compacted topic knows of each stream: its last status, or null if it is gone. */
    private static Map<String, @Nullable StreamStatus> lastStatuses() throws Exception {
        Map<String, @Nullable StreamStatus> last = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : statuses.read()) {
            last.put(text(record.key()), record.value() == null ? null : StreamStatusCodec.read(record.value()));
        }
        return last;
    }

    private static String text(byte[] bytes) {
        return new String(bytes, UTF_8);
    }
}
