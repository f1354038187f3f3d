package io.datastreamer.job.ingest;

import io.datastreamer.job.config.FlinkSettings;
import io.datastreamer.job.config.StateDir;
import io.datastreamer.job.config.StreamerConfig;
import io.datastreamer.job.config.StreamerOptions;
import io.datastreamer.job.record.RawRecord;
import io.datastreamer.job.record.wire.RecordTypes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import kafka.server.BrokerServer;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.FilterFunction;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.test.KafkaClusterTestKit;
import org.apache.kafka.common.test.TestKitNodes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Tests a running job whose brokers go, come back and hand over their partitions. */
@Timeout(value = 300, unit = TimeUnit.SECONDS)
class KafkaFaultsITCase {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String TOPIC = "records";

    @TempDir
    Path dir;

    private KafkaClusterTestKit cluster;
    private Admin admin;
    private KafkaProducer<byte[], byte[]> producer;
    private int written;

    @BeforeEach
    void start() throws Exception {
        cluster = new KafkaClusterTestKit.Builder(new TestKitNodes.Builder()
                        .setCombined(false)
                        .setNumBrokerNodes(2)
                        .setNumControllerNodes(1)
                        .build())
                .setConfigProp("offsets.topic.replication.factor", "2")
                .setConfigProp("offsets.topic.num.partitions", "1")
                .setConfigProp("group.initial.rebalance.delay.ms", "0")
                .setConfigProp("auto.create.topics.enable", "false")
                .build();
        cluster.format();
        cluster.startup();
        cluster.waitForReadyBrokers();
        Map<String, Object> clients = Map.of("bootstrap.servers", cluster.bootstrapServers());
        admin = Admin.create(clients);
        producer = new KafkaProducer<>(clients, new ByteArraySerializer(), new ByteArraySerializer());
        createTopic();
        Keep.texts.clear();
    }

    @AfterEach
    void stop() throws Exception {
        producer.close(Duration.ZERO);
        admin.close(Duration.ZERO);
        cluster.close();
    }

    @Test
    void nothingIsLostWhenBrokersGoAndComeBackAndNobodyRestarts() throws Exception {
        List<BrokerServer> brokers = List.copyOf(cluster.brokers().values());
        try (Run job = new Run("kafka:" + TOPIC)) {
            write(20);
            job.awaitAll();

            // then the other one leads all partitions
            brokers.get(0).shutdown();
            write(20);
            job.awaitAll();

            brokers.get(0).startup();
            await().atMost(PATIENCE).until(() -> replicasInSync() == 2);
            brokers.get(1).shutdown();
            write(20);
            job.awaitAll();

            brokers.get(1).startup();
            await().atMost(PATIENCE).until(() -> replicasInSync() == 2);
            write(20);
            job.awaitAll();

            assertThat(job.status()).isEqualTo(JobStatus.RUNNING);
            assertThat(Keep.texts).as("no restart has brought anything again").doesNotHaveDuplicates();
        }
    }

    @Test
    void aTopicThatIsDeletedAndCreatedAgainIsReadFromItsStart() throws Exception {
        // for the position that reading has reached: the new topic does not have it
        try (Run job = new Run("kafka:" + TOPIC + "?from=2026-01-01T00:00:00Z")) {
            write(40);
            job.awaitAll();

            admin.deleteTopics(List.of(TOPIC)).all().get();
            await().atMost(PATIENCE)
                    .until(() -> !admin.listTopics().names().get().contains(TOPIC));
            await().atMost(PATIENCE).ignoreExceptions().until(this::isCreated);
            write(20);
            job.awaitAll();

            assertThat(Keep.texts).as("no restart has brought anything again").doesNotHaveDuplicates();
        }
    }

    private boolean isCreated() throws Exception {
        createTopic();
        return true;
    }

    private void createTopic() throws Exception {
        admin.createTopics(List.of(new NewTopic(TOPIC, 2, (short) 2))).all().get();
    }

    private int replicasInSync() throws Exception {
        return admin.describeTopics(List.of(TOPIC)).allTopicNames().get().values().stream()
                .flatMap(topic -> topic.partitions().stream())
                .map(TopicPartitionInfo::isr)
                .mapToInt(List::size)
                .min()
                .orElse(0);
    }

    private void write(int records) throws Exception {
        List<Future<?>> sent = new ArrayList<>();
        for (int i = 0; i < records; i++, written++) {
            sent.add(producer.send(new ProducerRecord<>(TOPIC, written % 2, null, ("" + written).getBytes(UTF_8))));
        }
        for (Future<?> one : sent) {
            one.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
    }

    /** A job that reads the topic without end. */
    private final class Run implements AutoCloseable {
        private final StateDir state;
        private final JobClient job;

        Run(String uri) throws Exception {
            StreamerConfig config = StreamerConfig.parse(
                    "--network-records=" + uri,
                    "--sims=file:/dev/null",
                    "--catalog=file:/dev/null",
                    "--streams=file:/dev/null",
                    "--checkpoint-interval=300 ms",
                    "--parallelism=2",
                    "--state-dir=" + dir.resolve("state"),
                    "--kafka.bootstrap-servers=" + cluster.bootstrapServers());
            Ends ends = Ends.of(config);
            state = StateDir.open(config);
            StreamExecutionEnvironment environment =
                    StreamExecutionEnvironment.createLocalEnvironment(FlinkSettings.forThisProcess(config, state));
            environment
                    .fromSource(
                            ends.source(StreamerOptions.NETWORK_RECORDS, RecordTypes.RAW_RECORD),
                            WatermarkStrategy.noWatermarks(),
                            "source")
                    .uid("source")
                    .filter(new Keep())
                    .uid("keep")
                    .sinkTo(new DiscardingSink<>())
                    .uid("discard");
            job = environment.executeAsync();
        }

        JobStatus status() throws Exception {
            return job.getJobStatus().get();
        }

        void awaitAll() {
            List<String> all =
                    IntStream.range(0, written).mapToObj(String::valueOf).toList();
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(Keep.texts.stream().distinct()).containsExactlyInAnyOrderElementsOf(all));
        }

        @Override
        public void close() throws Exception {
            var end = job.getJobExecutionResult();
            assertThat(job.cancel()).succeedsWithin(PATIENCE);
            assertThat(end).failsWithin(PATIENCE);
            state.close();
        }
    }

    /** Keeps passing records where a test can see them. */
    private static final class Keep implements FilterFunction<RawRecord> {
        private static final long serialVersionUID = 1L;
        static final Queue<String> texts = new ConcurrentLinkedQueue<>();

        @Override
        public boolean filter(RawRecord record) {
            return texts.add(new String(record.bytes(), UTF_8));
        }
    }
}
