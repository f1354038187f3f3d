package io.datastreamer.job.ingest;

import io.datastreamer.job.config.FlinkSettings;
import io.datastreamer.job.config.Option;
import io.datastreamer.job.config.OptionException;
import io.datastreamer.job.config.StateDir;
import io.datastreamer.job.config.StreamerConfig;
import io.datastreamer.job.config.StreamerOptions;
import io.datastreamer.job.record.RawRecord;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;
import org.apache.flink.util.FileUtils;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.test.KafkaClusterTestKit;
import org.apache.kafka.common.test.TestKitNodes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/** Kafka ends in a real job, with a real broker in this JVM. */
@Timeout(value = 240, unit = TimeUnit.SECONDS)
class KafkaEndsITCase {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static KafkaClusterTestKit cluster;
    private static Admin admin;

    private String topic;

    @BeforeAll
    static void startBroker() throws Exception {
        TestKitNodes nodes = new TestKitNodes.Builder()
                .setCombined(true)
                .setNumBrokerNodes(1)
                .setNumControllerNodes(1)
                .build();
        cluster = new KafkaClusterTestKit.Builder(nodes)
                .setConfigProp("offsets.topic.replication.factor", "1")
                .setConfigProp("offsets.topic.num.partitions", "1")
                .setConfigProp("transaction.state.log.replication.factor", "1")
                .setConfigProp("transaction.state.log.min.isr", "1")
                .setConfigProp("transaction.state.log.num.partitions", "1")
                .setConfigProp("group.initial.rebalance.delay.ms", "0")
                .build();
        cluster.format();
        cluster.startup();
        cluster.waitForReadyBrokers();
        admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrapServers()));
    }

    @AfterAll
    static void stopBroker() throws Exception {
        admin.close();
        cluster.close();
    }

    @BeforeEach
    void createTopic(TestInfo test) throws Exception {
        topic = test.getTestMethod().orElseThrow().getName();
        create(topic);
    }

    @Test
    void boundedTopicIsReadToItsEndWithKeysTombstonesAndTimes() throws Exception {
        long time = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();
        try (KafkaProducer<byte[], byte[]> producer = producer(Map.of())) {
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
    void onlyCommittedTransactionsAreReadAlsoWhenTheLastIsAborted() throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = producer(Map.of("transactional.id", "writer"))) {
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
        try (KafkaProducer<byte[], byte[]> producer = producer(Map.of())) {
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
        try (KafkaProducer<byte[], byte[]> producer = producer(Map.of())) {
            send(producer, 0, null, null, "first");
        }
        String group = "--kafka.group.id=resuming";
        assertThat(texts(readBounded(StreamerOptions.NETWORK_RECORDS, "?bounded=true", group)))
                .containsExactly("first");
        try (KafkaProducer<byte[], byte[]> producer = producer(Map.of())) {
            send(producer, 0, null, null, "second");
        }

        assertThat(texts(readBounded(StreamerOptions.NETWORK_RECORDS, "?bounded=true", group)))
                .containsExactly("second");
        assertThat(texts(readBounded(StreamerOptions.SIMS, "?bounded=true", group)))
                .containsExactly("first", "second");
    }

    @Test
    void sinkWritesKeysValuesAndTombstones() throws Exception {
        String out = topic + "-out";
        create(out);
        try (KafkaProducer<byte[], byte[]> producer = producer(Map.of())) {
            send(producer, 0, null, "a", "1");
            send(producer, 0, null, "b", null);
            send(producer, 0, null, null, "2");
        }
        StreamerConfig config = config("?bounded=true", "--status=kafka:" + out, "--kafka.compression.type=zstd");
        try (StateDir state = StateDir.open(config)) {
            Ends ends = checked(config);
            StreamExecutionEnvironment env = environment(config, state);
            env.fromSource(
                            ends.source(StreamerOptions.NETWORK_RECORDS, RawRecordTestType.INSTANCE),
                            WatermarkStrategy.noWatermarks(),
                            "source")
                    .uid("source")
                    .map(new ToOutput())
                    .uid("map")
                    .sinkTo(ends.sink(StreamerOptions.STATUS))
                    .uid("sink");
            env.execute();
        }

        assertThat(consume(out, 3))
                .extracting(record -> text(record.key()) + "=" + text(record.value()))
                .containsExactlyInAnyOrder("a=1", "b=null", "null=2");
    }

    @Test
    void unboundedTopicIsReadAsRecordsArriveAndTheNextRunGoesOn() throws Exception {
        Path stateDir = Files.createTempDirectory("kafka-ends");
        String out = topic + "-out";
        create(out);
        StreamerConfig config =
                config("", "--status=kafka:" + out, "--checkpoint-interval=200 ms", "--state-dir=" + stateDir);
        try (KafkaProducer<byte[], byte[]> producer = producer(Map.of())) {
            for (int run = 0; run < 2; run++) {
                int written = (run + 1) * 10;
                try (StateDir state = StateDir.open(config)) {
                    Ends ends = checked(config);
                    assertThat(ends.bounded()).isFalse();
                    StreamExecutionEnvironment env = environment(config, state);
                    env.fromSource(
                                    ends.source(StreamerOptions.NETWORK_RECORDS, RawRecordTestType.INSTANCE),
                                    WatermarkStrategy.noWatermarks(),
                                    "source")
                            .uid("source")
                            .map(new ToOutput())
                            .uid("map")
                            .sinkTo(ends.sink(StreamerOptions.STATUS))
                            .uid("sink");
                    JobClient job = env.executeAsync();
                    for (int i = run * 10; i < written; i++) {
                        send(producer, i % 2, null, "key", "record-" + i);
                    }
                    producer.flush();
                    assertThat(consume(out, written)).hasSizeGreaterThanOrEqualTo(written);
                    CompletableFuture<JobExecutionResult> end = job.getJobExecutionResult();
                    assertThat(job.cancel()).succeedsWithin(PATIENCE);
                    assertThat(end).failsWithin(PATIENCE);
                }
            }
        } finally {
            FileUtils.deleteDirectory(stateDir.toFile());
        }
        assertThat(consume(out, 20)).extracting(record -> text(record.value())).contains("record-0", "record-19");
    }

    @Test
    void missingTopicIsNamed() throws Exception {
        StreamerConfig config = config("", "--status=kafka:nowhere");

        assertThatExceptionOfType(OptionException.class)
                .isThrownBy(() -> checked(config))
                .withMessageContaining("--status kafka:nowhere: the topic nowhere does not exist at ")
                .withMessageContaining("Create it");
    }

    @Test
    void brokerThatIsNotThereIsNamed() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        StreamerConfig config = config("", "--kafka.bootstrap-servers=127.0.0.1:" + port);

        assertThatExceptionOfType(OptionException.class)
                .isThrownBy(() -> checked(config))
                .withMessageStartingWith(
                        "--kafka.bootstrap-servers 127.0.0.1:" + port + ": no broker can be reached (127.0.0.1:" + port)
                .withMessageContaining("Start Kafka, or correct the address.");
    }

    @Test
    void addressWhereNoBrokerAnswersIsNamedWithinSeconds() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            StreamerConfig config = config("", "--kafka.bootstrap-servers=127.0.0.1:" + silent.getLocalPort());
            long start = System.nanoTime();

            assertThatExceptionOfType(OptionException.class)
                    .isThrownBy(() -> checked(config))
                    .withMessageContaining("no broker answers within 10 s");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
        }
    }

    @Test
    void badAddressAndBadPropertyAreNamed() throws Exception {
        assertThatExceptionOfType(OptionException.class)
                .isThrownBy(() -> checked(config("", "--kafka.bootstrap-servers=localhost")))
                .withMessageContaining("--kafka.bootstrap-servers localhost: 'localhost' is not HOST:PORT");
        assertThatExceptionOfType(OptionException.class)
                .isThrownBy(() -> checked(config("", "--kafka.bootstrap-servers=absent.invalid:9092")))
                .withMessageContaining("absent.invalid:9092: unknown host");
        assertThatExceptionOfType(OptionException.class)
                .isThrownBy(() -> checked(config("", "--kafka.security.protocol=NONE")))
                .withMessageContaining("--kafka.*: Kafka's client refuses these properties")
                .withMessageContaining("security.protocol");
    }

    /** Turns empty bytes back into a tombstone. */
    private static final class ToOutput implements MapFunction<RawRecord, OutputRecord> {
        private static final long serialVersionUID = 1L;

        @Override
        public OutputRecord map(RawRecord record) {
            return new OutputRecord(record.key(), record.bytes().length == 0 ? null : record.bytes());
        }
    }

    private StreamerConfig config(String parameters, String... more) throws OptionException {
        List<String> args = new ArrayList<>(List.of(
                "--network-records=kafka:" + topic + parameters,
                "--sims=kafka:" + topic + parameters,
                "--catalog=kafka:" + topic,
                "--streams=kafka:" + topic,
                "--parallelism=2",
                "--checkpoint-interval=1 s"));
        if (Arrays.stream(more).noneMatch(option -> option.startsWith("--kafka.bootstrap-servers"))) {
            args.add("--kafka.bootstrap-servers=" + cluster.bootstrapServers());
        }
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

    private List<RawRecord> readBounded(Option<String> end, String parameters, String... more) throws Exception {
        StreamerConfig config = config(parameters, more);
        try (StateDir state = StateDir.open(config)) {
            StreamExecutionEnvironment env = environment(config, state);
            List<RawRecord> records = new ArrayList<>();
            try (CloseableIterator<RawRecord> read = env.fromSource(
                            checked(config).source(end, RawRecordTestType.INSTANCE),
                            WatermarkStrategy.noWatermarks(),
                            "source")
                    .uid("source")
                    .executeAndCollect()) {
                read.forEachRemaining(records::add);
            }
            return records;
        }
    }

    private static void create(String topic) throws Exception {
        admin.createTopics(List.of(new NewTopic(topic, 2, (short) 1))).all().get(90, TimeUnit.SECONDS);
    }

    private static KafkaProducer<byte[], byte[]> producer(Map<String, Object> more) {
        Properties properties = new Properties();
        properties.put("bootstrap.servers", cluster.bootstrapServers());
        properties.putAll(more);
        return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private void send(
            KafkaProducer<byte[], byte[]> producer,
            int partition,
            @Nullable Long time,
            @Nullable String key,
            @Nullable String value)
            throws Exception {
        producer.send(new ProducerRecord<>(
                        topic, partition, time, key == null ? null : bytes(key), value == null ? null : bytes(value)))
                .get(90, TimeUnit.SECONDS);
    }

    private static List<ConsumerRecord<byte[], byte[]>> consume(String topic, int atLeast) {
        Properties properties = new Properties();
        properties.put("bootstrap.servers", cluster.bootstrapServers());
        properties.put("auto.offset.reset", "earliest");
        List<ConsumerRecord<byte[], byte[]>> records = new CopyOnWriteArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList());
            await().atMost(PATIENCE).pollInSameThread().until(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
                return records.size() >= atLeast;
            });
        }
        return records;
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
