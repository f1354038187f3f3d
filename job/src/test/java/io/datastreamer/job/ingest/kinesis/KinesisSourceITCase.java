package io.datastreamer.job.ingest.kinesis;

import io.datastreamer.connectors.conformance.NodeTools;
import io.datastreamer.job.config.FlinkSettings;
import io.datastreamer.job.config.StateDir;
import io.datastreamer.job.config.StreamerConfig;
import io.datastreamer.job.ingest.kinesis.read.StreamReading;
import io.datastreamer.job.record.RawRecord;
import io.datastreamer.job.record.wire.RecordTypes;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** Tests the source in a real job, on two servers that others wrote. */
@Timeout(value = 300, unit = TimeUnit.SECONDS)
class KinesisSourceITCase {
    private static final int KEYS = 20;

    @TempDir
    Path dir;

    @BeforeEach
    void forget() {
        Keep.texts.clear();
        Keep.failAt.clear();
    }

    @ParameterizedTest
    @EnumSource(TestServer.class)
    void orderOfEachKeyHoldsOverSplitsMergesFailuresAndRestartsAtAnotherParallelism(TestServer kind) throws Exception {
        try (TestServer.Running server = kind.start();
                TestStream stream = new TestStream(server, "resharded", 2, KEYS, TestStream.PLAIN)) {
            stream.round();
            for (int run = 0; run < 3; run++) {
                try (Run job = new Run(server, stream, StreamReading.Start.EARLIEST, run == 1 ? 3 : 1 + run / 2)) {
                    for (int i = 0; i < 4; i++) {
                        stream.round();
                        stream.reshard();
                        stream.round();
                        if (i == 2) {
                            Keep.failAt.add("fail");
                        }
                    }
                    // the next run reads some of it
                    if (run == 2) {
                        awaitAll(stream);
                    } else {
                        awaitSome(stream);
                    }
                }
            }
        }
    }

    @Test
    void subscriptionsThatEndBreakAndAreRefusedAreFollowedByOthers() throws Exception {
        try (TestServer.Running behind = TestServer.KINESALITE.start();
                TestStream stream = new TestStream(behind, "pushed", 2, KEYS, TestStream.PLAIN);
                FanOutServer server = new FanOutServer(behind, "pushed")) {
            try (Run job = new Run(behind.at(server.url()), stream, StreamReading.Start.EARLIEST, 2, "reader")) {
                for (int i = 0; i < 4; i++) {
                    stream.round();
                    stream.reshard();
                    stream.round();
                    if (i == 2) {
                        Keep.failAt.add("fail");
                    }
                }
                awaitAll(stream);
                // somebody removes it while it is in use
                server.forgetConsumers();
                Awaitility.await().atMost(TestStream.PATIENCE).until(() -> {
                    stream.round();
                    return server.allSeen() && server.registrations() > 1;
                });
                awaitAll(stream);
                assertThat(job.isRunning()).isTrue();
            }
            Awaitility.await()
                    .atMost(TestStream.PATIENCE)
                    .until(() -> server.consumers().isEmpty());
        }
    }

    @Test
    void whatIsRefusedOrFailsIsTriedAgain() throws Exception {
        try (TestServer.Running server = TestServer.KINESALITE.start();
                TestStream stream = new TestStream(server, "refused", 2, KEYS, TestStream.PLAIN);
                FaultyProxy proxy = new FaultyProxy(server.url());
                Run job = new Run(server.at(proxy.url()), stream, StreamReading.Start.EARLIEST, 2)) {
            for (int i = 0; i < 10; i++) {
                stream.round();
            }
            stream.reshard();
            stream.round();
            awaitAll(stream);
            Awaitility.await().atMost(TestStream.PATIENCE).until(proxy::allSeen);
            assertThat(job.isRunning()).isTrue();
        }
    }

    @Test
    void aStreamThatWasMadeAnewIsReadFromItsEarliestRecord() throws Exception {
        try (TestServer.Running server = TestServer.KINESALITE.start();
                TestStream stream = new TestStream(server, "made-anew", 2, KEYS, TestStream.PLAIN)) {
            stream.round();
            try (Run job = new Run(server, stream, StreamReading.Start.EARLIEST, 1)) {
                awaitAll(stream);
                job.awaitCheckpoint();
            }
            stream.makeAnew(2);
            stream.round();
            try (Run job = new Run(server, stream, StreamReading.Start.EARLIEST, 1)) {
                awaitAll(stream);
                assertThat(job.isRunning()).isTrue();
            }
        }
    }

    @Test
    void readingStartsWhereItIsTold() throws Exception {
        try (TestServer.Running server = TestServer.KINESALITE.start();
                TestStream stream = new TestStream(server, "started", 2, 1, TestStream.PLAIN)) {
            stream.round();
            // the server's clock has passed the first record's time
            Awaitility.await().pollDelay(Duration.ofSeconds(1)).until(() -> true);
            long between = System.currentTimeMillis();
            Awaitility.await().pollDelay(Duration.ofMillis(100)).until(() -> true);
            stream.round();
            try (Run job = new Run(server, stream, StreamReading.Start.at(between), 1)) {
                Awaitility.await().atMost(TestStream.PATIENCE).until(() -> !Keep.texts.isEmpty());
                assertThat(Keep.texts).containsExactly("key-0:1");
            }
        }
    }

    @Test
    void packedRecordsAreTakenApartAlsoWhenTheJobFailsWithinThem() throws Exception {
        int records = 500;
        try (TestServer.Running server = TestServer.KINESALITE.start();
                TestStream stream = new TestStream(server, "packed", 1, 0, TestStream.PLAIN)) {
            stream.put("any", pack(IntStream.range(0, records).mapToObj(i -> "packed:" + i)));
            try (Run job = new Run(server, stream, StreamReading.Start.EARLIEST, 1)) {
                Awaitility.await().atMost(TestStream.PATIENCE).until(() -> !Keep.texts.isEmpty());
                Keep.failAt.add("fail");
                stream.put("any", pack(IntStream.range(records, 2 * records).mapToObj(i -> "packed:" + i)));
                Awaitility.await()
                        .atMost(TestStream.PATIENCE)
                        .untilAsserted(() -> assertThat(Keep.texts.stream().distinct())
                                .containsExactlyElementsOf(IntStream.range(0, 2 * records)
                                        .mapToObj(i -> "packed:" + i)
                                        .toList()));
            }
        }
    }

    /** Packs records with a producer library that is not ours. */
    private static byte[] pack(Stream<String> lines) throws IOException {
        NodeTools.require("aws-kinesis-agg");
        Process packer = NodeTools.start("pack.mjs");
        try (BufferedWriter in = packer.outputWriter(UTF_8)) {
            for (String line : lines.toList()) {
                in.write(line + "\n");
            }
        }
        return Base64.getDecoder().decode(packer.inputReader(UTF_8).readLine());
    }

    private static void awaitSome(TestStream stream) {
        Awaitility.await().atMost(TestStream.PATIENCE).until(() -> Keep.texts.size() >= stream.written() * 2 / 3);
    }

    private static void awaitAll(TestStream stream) {
        Awaitility.await()
                .atMost(TestStream.PATIENCE)
                .untilAsserted(
                        () -> assertThat(Keep.texts.stream().distinct().count()).isEqualTo(stream.written()));
        Map<String, Integer> next = new HashMap<>();
        for (String text : Keep.texts) {
            String key = text.substring(0, text.indexOf(':'));
            int number = Integer.parseInt(text.substring(text.indexOf(':') + 1));
            int expected = next.getOrDefault(key, 0);
            assertThat(number).as("what comes of %s", key).isLessThanOrEqualTo(expected);
            next.put(key, Math.max(expected, number + 1));
        }
    }

    /** A job that reads the stream, and continues where the previous one stopped. */
    private final class Run implements AutoCloseable {
        private final StateDir state;
        private final JobClient job;

        Run(TestServer.Running server, TestStream stream, StreamReading.Start start, int parallelism) throws Exception {
            this(server, stream, start, parallelism, null);
        }

        Run(
                TestServer.Running server,
                TestStream stream,
                StreamReading.Start start,
                int parallelism,
                @Nullable String consumer)
                throws Exception {
            StreamerConfig config = StreamerConfig.parse(
                    "--network-records=file:/dev/null",
                    "--sims=file:/dev/null",
                    "--catalog=file:/dev/null",
                    "--streams=file:/dev/null",
                    "--checkpoint-interval=300 ms",
                    "--parallelism=" + parallelism,
                    "--state-dir=" + dir.resolve("state"));
            state = StateDir.open(config);
            StreamExecutionEnvironment environment =
                    StreamExecutionEnvironment.createLocalEnvironment(FlinkSettings.forThisProcess(config, state));
            StreamReading reading =
                    new StreamReading(stream.name, start, Duration.ofSeconds(1), Duration.ofDays(20), consumer);
            KinesisSource source = new KinesisSource(server.access(), reading, RecordTypes.RAW_RECORD);
            environment
                    .fromSource(source, WatermarkStrategy.noWatermarks(), "source")
                    .uid("source")
                    .map(new Text())
                    .uid("text")
                    // as in the job: the records of a key meet in one subtask, whichever subtask has read them
                    .keyBy(text -> text.substring(0, text.indexOf(':')))
                    .map(new Keep())
                    .uid("keep")
                    .sinkTo(new DiscardingSink<>())
                    .uid("discard");
            job = environment.executeAsync();
        }

        boolean isRunning() throws Exception {
            return job.getJobStatus().get() == JobStatus.RUNNING;
        }

        /** Waits for a checkpoint that was begun after this. */
        void awaitCheckpoint() throws Exception {
            for (int i = 0; i < 2; i++) {
                var before = state.newestCheckpoint();
                Awaitility.await()
                        .atMost(TestStream.PATIENCE)
                        // old ones are removed at the same time
                        .ignoreExceptions()
                        .until(() -> !state.newestCheckpoint().equals(before));
            }
        }

        @Override
        public void close() throws Exception {
            var end = job.getJobExecutionResult();
            assertThat(job.cancel()).succeedsWithin(TestStream.PATIENCE);
            assertThat(end).failsWithin(TestStream.PATIENCE);
            state.close();
        }
    }

    private static final class Text implements MapFunction<RawRecord, String> {
        private static final long serialVersionUID = 1L;

        @Override
        public String map(RawRecord record) {
            return new String(record.bytes(), UTF_8);
        }
    }

    /** Keeps passing records where a test can see them, and fails when a test wants it. */
    private static final class Keep implements MapFunction<String, String> {
        private static final long serialVersionUID = 1L;
        static final Queue<String> texts = new ConcurrentLinkedQueue<>();
        static final Queue<String> failAt = new ConcurrentLinkedQueue<>();

        @Override
        public String map(String text) {
            if (failAt.poll() != null) {
                throw new IllegalStateException("as the test wants it");
            }
            texts.add(text);
            return text;
        }
    }
}
