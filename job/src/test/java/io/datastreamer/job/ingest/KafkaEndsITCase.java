package io.datastreamer.job.ingest;

import io.datastreamer.connectors.conformance.PythonTools;
import io.datastreamer.connectors.kafka.TestBroker;
import io.datastreamer.contract.Rejected;
import io.datastreamer.contract.RejectedCodec;
import io.datastreamer.job.config.FlinkSettings;
import io.datastreamer.job.config.Option;
import io.datastreamer.job.config.OptionException;
import io.datastreamer.job.config.StateDir;
import io.datastreamer.job.config.StreamerConfig;
import io.datastreamer.job.config.StreamerOptions;
import io.datastreamer.job.record.RawRecord;
import io.datastreamer.job.record.wire.RecordTypes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.FilterFunction;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.util.FileUtils;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** Tests Kafka ends in a real job, with a real broker in this JVM. */
@Timeout(value = 240, unit = TimeUnit.SECONDS)
class KafkaEndsITCase {
    private static TestBroker broker;

    private String topic;

    @BeforeAll
    static void startBroker() throws Exception {
        broker = new TestBroker();
    }

    @AfterAll
    static void stopBroker() throws Exception {
        broker.close();
    }

    @BeforeEach
    void createTopic(TestInfo test) throws Exception {
        topic = test.getTestMethod().orElseThrow().getName();
        broker.create(topic);
    }

    @Test
    void boundedTopicIsReadToItsEndWithKeysTombstonesAndTimes() throws Exception {
        long time = Instant.now().minusSeconds(3_600).toEpochMilli();
        try (KafkaProducer<byte[], byte[]> producer = broker.producer(Map.of())) {
            send(producer, 0, time, "k", "{\"a\":1}");
            send(producer, 1, time + 1, "gone", null);
            send(producer, 1, time + 2, null, "not json");
        }

        List<RawRecord> records = readBounded(StreamerOptions.NETWORK_RECORDS, "?bounded=true");

        assertThat(records)
                .usingRecursiveFieldByFieldElementComparator()
                .containsExactlyInAnyOrder(
                        new RawRecord(bytes("{\"a\":1}"), bytes("k"), topic + "-0", 0, time, null),
                        new RawRecord(new byte[0], bytes("gone"), topic + "-1", 0, time + 1, null),
                        new RawRecord(bytes("not json"), null, topic + "-1", 1, time + 2, null));
    }

    @Test
    void aTimeThatIsNoneOfTheHistoryIsThatOfArrival() throws Exception {
        long before = System.currentTimeMillis();
        long tooOld = before - Duration.ofDays(21).toMillis();
        long tooNew = before + Duration.ofHours(2).toMillis();
        // a broker refuses times more than an hour ahead, unless it is configured otherwise
        String lenient = topic + "-lenient";
        broker.create(lenient, Map.of("message.timestamp.after.max.ms", String.valueOf(Long.MAX_VALUE)));
        topic = lenient;
        try (KafkaProducer<byte[], byte[]> producer = broker.producer(Map.of())) {
            // none, seconds for milliseconds, older than the history, in the future
            for (long time : new long[] {0, before / 1000, tooOld, tooNew}) {
                send(producer, 0, time, null, "at " + time);
            }
        }

        assertThat(readBounded(StreamerOptions.NETWORK_RECORDS, "?bounded=true"))
                .hasSize(4)
                .allSatisfy(record -> assertThat(record.timestamp()).isBetween(before, System.currentTimeMillis()));
    }

    @Test
    void everyCodecAndHeadersAreRead() throws Exception {
        List<String> codecs = List.of("none", "gzip", "snappy", "lz4", "zstd");
        for (String codec : codecs) {
            try (KafkaProducer<byte[], byte[]> producer = broker.producer(Map.of("compression.type", codec))) {
                var record = new ProducerRecord<>(topic, 0, bytes("key"), bytes(codec + "x".repeat(2_000)));
                record.headers().add("trace", new byte[] {0, -1}).add("none", null);
                producer.send(record).get();
            }
        }

        assertThat(texts(readBounded(StreamerOptions.NETWORK_RECORDS, "?bounded=true")))
                .containsExactlyElementsOf(
                        codecs.stream().map(codec -> codec + "x".repeat(2_000)).toList());
    }

    @Test
    void whatAnotherClientWritesIsRead() throws Exception {
        PythonTools.require("confluent_kafka");
        Process writer = PythonTools.start("librdkafka.py", broker.address(), topic);
        String said = new String(writer.getInputStream().readAllBytes(), UTF_8);
        assertThat(writer.waitFor()).as(said).isZero();
        int expected = Integer.parseInt(said.strip());

        List<RawRecord> records = readBounded(StreamerOptions.NETWORK_RECORDS, "?bounded=true");

        assertThat(records).hasSize(expected);
        assertThat(texts(records))
                .extracting(text -> text.replaceFirst(":x+$", ""))
                .containsExactly("none", "gzip", "snappy", "lz4", "zstd", "", "committed");
        assertThat(records.get(0).key()).isEqualTo(bytes("key"));
        assertThat(records.get(5).key()).as("of the tombstone").isEqualTo(bytes("gone"));
    }

    @Test
    void rejectedRecordsAreCutToWhatTheOutputTakes() throws Exception {
        byte[] raw = new byte[800_000];
        new SplittableRandom(1).nextBytes(raw);
        byte[] rejected = RejectedCodec.write(new Rejected("decode", "why", "s", "0", raw, null, 0, Instant.now()));
        for (int most : new int[] {1_048_576, 100_000}) {
            String out = topic + "-" + most;
            broker.create(out, Map.of("max.message.bytes", String.valueOf(most)));
            StreamerConfig config = config("", "--rejected=kafka:" + out, "--kafka.max.request.size=" + most);
            try (StateDir state = StateDir.open(config)) {
                Ends ends = checked(config);
                StreamExecutionEnvironment env = environment(config, state);
                env.fromData(new OutputRecord(null, rejected))
                        .uid("source")
                        .sinkTo(ends.sink(StreamerOptions.REJECTED))
                        .uid("sink");
                env.execute();
            }

            byte[] written = broker.read(out, 1).get(0).value();
            assertThat(text(written)).contains("\"raw_bytes\":800000");
            byte[] kept = RejectedCodec.read(written).raw();
            assertThat(kept).hasSizeGreaterThan(most / 2).isEqualTo(Arrays.copyOf(raw, kept.length));
        }
    }

    @Test
    void onlyCommittedTransactionsAreReadAlsoWhenTheLastIsAborted() throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = broker.producer(Map.of("transactional.id", "writer"))) {
            producer.initTransactions();
            producer.beginTransaction();
            send(producer, 0, null, null, "committed");
            producer.commitTransaction();
            producer.beginTransaction();
            send(producer, 0, null, null, "aborted");
            producer.flush();
            producer.abortTransaction();
        }

        assertThat(texts(readBounded(StreamerOptions.NETWORK_RECORDS, "?bounded=true")))
                .containsExactly("committed");
        assertThat(texts(readBounded(
                        StreamerOptions.NETWORK_RECORDS,
                        "?bounded=true",
                        "--kafka.isolation.level=read_uncommitted",
                        "--kafka.group.id=other")))
                .containsExactly("committed", "aborted");
    }

    @Test
    void readingStartsWhereTheUriSays() throws Exception {
        long time = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();
        try (KafkaProducer<byte[], byte[]> producer = broker.producer(Map.of())) {
            for (int i = 0; i < 5; i++) {
                send(producer, 0, time + i * 1000L, null, "record-" + i);
            }
        }

        assertThat(texts(readBounded(StreamerOptions.NETWORK_RECORDS, "?from=2026-01-01T00:00:03Z&bounded=true")))
                .containsExactly("record-3", "record-4");
        assertThat(readBounded(StreamerOptions.NETWORK_RECORDS, "?from=earliest&bounded=true"))
                .hasSize(5);
        assertThat(readBounded(StreamerOptions.NETWORK_RECORDS, "?from=latest&bounded=true"))
                .isEmpty();
    }

    @Test
    void recordsGoOnFromTheGroupsOffsetsButReferenceDataStartsAtTheEarliest() throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = broker.producer(Map.of())) {
            send(producer, 0, null, null, "first");
            send(producer, 0, null, null, "second");
        }
        broker.commit("resuming", topic, 0, 1);
        String group = "--kafka.group.id=resuming";

        assertThat(texts(readBounded(StreamerOptions.NETWORK_RECORDS, "?bounded=true", group)))
                .containsExactly("second");
        assertThat(texts(readBounded(StreamerOptions.SIMS, "?bounded=true", group)))
                .containsExactly("first", "second");
    }

    @Test
    void sinkWritesKeysValuesAndTombstones() throws Exception {
        String out = topic + "-out";
        broker.create(out);
        try (KafkaProducer<byte[], byte[]> producer = broker.producer(Map.of())) {
            send(producer, 0, null, "a", "1");
            send(producer, 0, null, "b", null);
            send(producer, 0, null, null, "2");
        }
        StreamerConfig config = config("?bounded=true", "--status=kafka:" + out, "--kafka.compression.type=zstd");
        try (StateDir state = StateDir.open(config)) {
            Ends ends = checked(config);
            StreamExecutionEnvironment env = environment(config, state);
            copyToStatus(env, ends);
            env.execute();
        }

        assertThat(broker.read(out, 3))
                .extracting(record -> text(record.key()) + "=" + text(record.value()))
                .containsExactlyInAnyOrder("a=1", "b=null", "null=2");
    }

    @Test
    void unboundedTopicIsReadAsRecordsArriveAndTheNextRunGoesOn() throws Exception {
        Path stateDir = Files.createTempDirectory("kafka-ends");
        String out = topic + "-out";
        broker.create(out);
        StreamerConfig config =
                config("", "--status=kafka:" + out, "--checkpoint-interval=200 ms", "--state-dir=" + stateDir);
        try (KafkaProducer<byte[], byte[]> producer = broker.producer(Map.of())) {
            for (int run = 0; run < 2; run++) {
                int written = (run + 1) * 10;
                try (StateDir state = StateDir.open(config)) {
                    Ends ends = checked(config);
                    assertThat(ends.bounded()).isFalse();
                    StreamExecutionEnvironment env = environment(config, state);
                    copyToStatus(env, ends);
                    JobClient job = env.executeAsync();
                    for (int i = run * 10; i < written; i++) {
                        send(producer, i % 2, null, "key", "record-" + i);
                    }
                    producer.flush();
                    assertThat(broker.read(out, written)).hasSizeGreaterThanOrEqualTo(written);
                    CompletableFuture<JobExecutionResult> end = job.getJobExecutionResult();
                    assertThat(job.cancel()).succeedsWithin(TestBroker.PATIENCE);
                    assertThat(end).failsWithin(TestBroker.PATIENCE);
                }
            }
        } finally {
            FileUtils.deleteDirectory(stateDir.toFile());
        }
        assertThat(broker.read(out, 20))
                .extracting(record -> text(record.value()))
                .contains("record-0", "record-19");
    }

    /** Turns empty bytes back into a tombstone. */
    private static final class ToOutput implements MapFunction<RawRecord, OutputRecord> {
        private static final long serialVersionUID = 1L;

        @Override
        public OutputRecord map(RawRecord record) {
            return new OutputRecord(record.key(), record.bytes().length == 0 ? null : record.bytes());
        }
    }

    /** Keeps passing records where a test can see them. */
    private static final class Keep implements FilterFunction<RawRecord> {
        private static final long serialVersionUID = 1L;
        static final Queue<RawRecord> records = new ConcurrentLinkedQueue<>();

        @Override
        public boolean filter(RawRecord record) {
            return records.add(record);
        }
    }

    private StreamerConfig config(String parameters, String... more) throws OptionException {
        List<String> args = new ArrayList<>(List.of(
                "--network-records=kafka:" + topic + parameters,
                "--sims=kafka:" + topic + parameters,
                "--catalog=kafka:" + topic,
                "--streams=kafka:" + topic,
                "--parallelism=2",
                "--checkpoint-interval=1 s",
                "--kafka.bootstrap-servers=" + broker.address()));
        for (String option : more) {
            String key = option.substring(0, option.indexOf('=') + 1);
            args.removeIf(arg -> arg.startsWith(key));
            args.add(option);
        }
        return StreamerConfig.parse(args.toArray(String[]::new));
    }

    private static Ends checked(StreamerConfig config) throws OptionException {
        Ends ends = Ends.of(config);
        ends.check();
        return ends;
    }

    private static StreamExecutionEnvironment environment(StreamerConfig config, StateDir state)
            throws OptionException {
        return StreamExecutionEnvironment.createLocalEnvironment(FlinkSettings.forThisProcess(config, state));
    }

    private static void copyToStatus(StreamExecutionEnvironment env, Ends ends) {
        env.fromSource(
                        ends.source(StreamerOptions.NETWORK_RECORDS, RecordTypes.RAW_RECORD),
                        WatermarkStrategy.noWatermarks(),
                        "source")
                .uid("source")
                .map(new ToOutput())
                .uid("map")
                .sinkTo(ends.sink(StreamerOptions.STATUS))
                .uid("sink");
    }

    private List<RawRecord> readBounded(Option<String> end, String parameters, String... more) throws Exception {
        StreamerConfig config = config(parameters, more);
        try (StateDir state = StateDir.open(config)) {
            StreamExecutionEnvironment env = environment(config, state);
            Keep.records.clear();
            env.fromSource(
                            checked(config).source(end, RecordTypes.RAW_RECORD),
                            WatermarkStrategy.noWatermarks(),
                            "source")
                    .uid("source")
                    .filter(new Keep())
                    .uid("keep")
                    .sinkTo(new DiscardingSink<>())
                    .uid("discard");
            env.execute();
            return List.copyOf(Keep.records);
        }
    }

    private void send(
            KafkaProducer<byte[], byte[]> producer,
            int partition,
            @Nullable Long time,
            @Nullable String key,
            @Nullable String value)
            throws Exception {
        TestBroker.send(producer, topic, partition, time, key, value);
    }

    private static List<String> texts(List<RawRecord> records) {
        return records.stream().map(record -> text(record.bytes())).toList();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private static String text(byte @Nullable [] bytes) {
        return bytes == null ? "null" : new String(bytes, UTF_8);
    }
}
