package io.datastreamer.job.ingest;

import io.datastreamer.job.config.FlinkSettings;
import io.datastreamer.job.config.StateDir;
import io.datastreamer.job.config.StreamerConfig;
import io.datastreamer.job.config.StreamerOptions;
import io.datastreamer.job.record.RawRecord;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** File ends in a real job on a MiniCluster: from lines to lines. */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class FileEndsITCase {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    Path dir;

    @Test
    void boundedDirectoryIsReadWholeAndSeenWhenTheJobHasEnded() throws Exception {
        Path in = Files.createDirectories(dir.resolve("in/below"));
        Files.writeString(dir.resolve("in/a.jsonl"), "a1\na2\n");
        Files.writeString(in.resolve("b.jsonl"), "b1\nb2");
        gzip(in.resolve("c.jsonl.gz"), "c1\nc2\n");
        Files.writeString(in.resolve(".hidden.jsonl"), "hidden\n");
        Files.writeString(in.resolve("_unfinished.jsonl"), "unfinished\n");

        run(config("file:" + dir.resolve("in")));

        assertThat(written()).containsExactlyInAnyOrder("a1", "a2", "b1", "b2", "c1", "c2");
        try (Stream<Path> files = Files.list(dir.resolve("out"))) {
            assertThat(files).allMatch(file -> file.getFileName().toString().matches("part-.*\\.jsonl"));
        }
    }

    @Test
    void filesAreReadInTheOrderOfTheirNames() throws Exception {
        Files.createDirectories(dir.resolve("in"));
        for (int file = 9; file >= 0; file--) {
            Files.writeString(dir.resolve("in/" + file), file + "-1\n" + file + "-2\n");
        }

        run(config("file:" + dir.resolve("in"), "--parallelism=1"));

        assertThat(written())
                .isEqualTo(IntStream.range(0, 10)
                        .boxed()
                        .flatMap(file -> Stream.of(file + "-1", file + "-2"))
                        .toList());
    }

    @Test
    void afterAFailureEachLineIsWrittenOnce() throws Exception {
        List<String> lines =
                IntStream.range(0, 20_000).mapToObj(i -> "line-" + i).toList();
        Files.createDirectories(dir.resolve("in"));
        Files.write(dir.resolve("in/plain"), lines.subList(0, 10_000));
        gzip(dir.resolve("in/zipped.gz"), String.join("\n", lines.subList(10_000, 20_000)));
        FailOnce.failed.set(false);

        StreamerConfig config = config(
                "file:" + dir.resolve("in"),
                "--checkpoint-interval=100 ms",
                "--flink.restart-strategy.type=fixed-delay",
                "--flink.restart-strategy.fixed-delay.delay=100 ms");
        try (StateDir state = StateDir.open(config)) {
            StreamExecutionEnvironment env = environment(config, state);
            build(env, config, new FailOnce());
            env.execute();
        }

        assertThat(FailOnce.failed).isTrue();
        assertThat(written()).containsExactlyInAnyOrderElementsOf(lines);
    }

    @Test
    void nextRunGoesOnFromTheStateOfTheLast() throws Exception {
        Path in = Files.writeString(dir.resolve("in.jsonl"), "one\ntwo\n");
        StreamerConfig config = config(
                "file:" + in + "?follow=true", "--checkpoint-interval=200 ms", "--state-dir=" + dir.resolve("state"));

        runUntilWritten(config, "one", "two");
        Files.writeString(in, "three\n", StandardOpenOption.APPEND);
        runUntilWritten(config, "one", "two", "three");

        assertThat(written()).containsExactlyInAnyOrder("one", "two", "three");
    }

    @Test
    void followedDirectoryGivesEachNewFileOnce() throws Exception {
        Path in = Files.createDirectories(dir.resolve("in"));
        Files.writeString(in.resolve("a"), "a\n");
        StreamerConfig config = config("file:" + in + "?follow=true", "--checkpoint-interval=200 ms");

        try (StateDir state = StateDir.open(config)) {
            StreamExecutionEnvironment env = environment(config, state);
            build(env, config, new Same());
            JobClient job = env.executeAsync();
            awaitWritten("a");
            Files.writeString(in.resolve(".b"), "b1\nb2\n");
            Files.move(in.resolve(".b"), in.resolve("b"), StandardCopyOption.ATOMIC_MOVE);
            awaitWritten("a", "b1", "b2");
            cancel(job);
        }
        assertThat(written()).containsExactlyInAnyOrder("a", "b1", "b2");
    }

    private StreamerConfig config(String input, String... more) throws Exception {
        List<String> args = new ArrayList<>(List.of(
                "--network-records=" + input,
                "--sims=file:" + dir,
                "--catalog=file:" + dir,
                "--streams=file:" + dir,
                "--status=file:" + dir.resolve("out"),
                "--checkpoint-interval=1 s"));
        for (String option : more) {
            String key = option.substring(0, option.indexOf('=') + 1);
            args.removeIf(arg -> arg.startsWith(key));
            args.add(option);
        }
        if (args.stream().noneMatch(arg -> arg.startsWith("--parallelism"))) {
            args.add("--parallelism=2");
        }
        return StreamerConfig.parse(args.toArray(String[]::new));
    }

    private void run(StreamerConfig config) throws Exception {
        try (StateDir state = StateDir.open(config)) {
            StreamExecutionEnvironment env = environment(config, state);
            build(env, config, new Same());
            env.execute();
        }
    }

    private void runUntilWritten(StreamerConfig config, String... lines) throws Exception {
        try (StateDir state = StateDir.open(config)) {
            StreamExecutionEnvironment env = environment(config, state);
            build(env, config, new Same());
            JobClient job = env.executeAsync();
            awaitWritten(lines);
            cancel(job);
        }
    }

    private static void cancel(JobClient job) {
        CompletableFuture<JobExecutionResult> end = job.getJobExecutionResult();
        assertThat(job.cancel()).succeedsWithin(PATIENCE);
        assertThat(end).failsWithin(PATIENCE);
    }

    private static StreamExecutionEnvironment environment(StreamerConfig config, StateDir state) throws Exception {
        return StreamExecutionEnvironment.createLocalEnvironment(FlinkSettings.forThisProcess(config, state));
    }

    private static void build(
            StreamExecutionEnvironment env, StreamerConfig config, RichMapFunction<RawRecord, OutputRecord> map)
            throws Exception {
        Ends ends = Ends.of(config);
        ends.check();
        env.fromSource(
                        ends.source(StreamerOptions.NETWORK_RECORDS, RawRecordTestType.INSTANCE),
                        WatermarkStrategy.noWatermarks(),
                        "source")
                .uid("source")
                .map(map)
                .uid("map")
                .sinkTo(ends.sink(StreamerOptions.STATUS))
                .uid("sink");
    }

    private void awaitWritten(String... lines) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(written()).containsExactlyInAnyOrder(lines));
    }

    // finished files in the order in which each subtask wrote them
    private List<String> written() throws IOException {
        Path out = dir.resolve("out");
        if (!Files.exists(out)) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        try (Stream<Path> files = Files.list(out)) {
            List<Path> finished = files.filter(
                            file -> !file.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
            for (Path file : finished) {
                lines.addAll(Files.readAllLines(file));
            }
        }
        return lines;
    }

    private static void gzip(Path file, String text) throws IOException {
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(text.getBytes(UTF_8));
        }
    }

    /** Writes what it reads. */
    private static class Same extends RichMapFunction<RawRecord, OutputRecord> {
        private static final long serialVersionUID = 1L;

        @Override
        public OutputRecord map(RawRecord record) throws Exception {
            return new OutputRecord(null, record.bytes());
        }
    }

    /** Fails once, when a checkpoint is complete and some more lines have passed; slow, so that this happens midway. */
    private static final class FailOnce extends Same implements CheckpointListener {
        private static final long serialVersionUID = 1L;
        static final AtomicBoolean failed = new AtomicBoolean();

        private transient boolean checkpointed;
        private transient int since;

        @Override
        public OutputRecord map(RawRecord record) throws Exception {
            if (!failed.get()) {
                TimeUnit.MICROSECONDS.sleep(100);
                if (checkpointed && ++since == 500 && failed.compareAndSet(false, true)) {
                    throw new IOException("made to fail");
                }
            }
            return super.map(record);
        }

        @Override
        public void notifyCheckpointComplete(long checkpointId) {
            checkpointed = true;
        }
    }
}
