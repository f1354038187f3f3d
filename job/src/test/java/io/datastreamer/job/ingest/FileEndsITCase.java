package io.datastreamer.job.ingest;

import io.datastreamer.job.config.FlinkSettings;
import io.datastreamer.job.config.StateDir;
import io.datastreamer.job.config.StreamerConfig;
import io.datastreamer.job.config.StreamerOptions;
import io.datastreamer.job.record.RawRecord;
import io.datastreamer.job.record.wire.RecordTypes;
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

/** Tests file ends in a real job on a MiniCluster, from lines to lines. */
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

    @Test
    void oddEntriesStopNobodyElse() throws Exception {
        Path in = Files.createDirectories(dir.resolve("in"));
        Files.writeString(in.resolve("cdr-2026-01-15T08:00:00.jsonl"), "colon\n");
        Files.writeString(in.resolve("back\\slash"), "backslash\n");
        Files.writeString(in.resolve("per%cent #? and space"), "percent\n");
        Files.writeString(in.resolve("line\nfeed"), "line feed\n");
        shell("printf 'latin\\n' > \"$(printf '%s/caf\\351' '" + in + "')\"; mkfifo '" + in + "/fifo'");
        Files.createSymbolicLink(in.resolve("dangling"), dir.resolve("nowhere"));
        Files.createSymbolicLink(in.resolve("loop"), in);
        Files.createSymbolicLink(in.resolve("second-name"), in.resolve("back\\slash"));
        Files.writeString(in.resolve("unfinished.PART"), "unfinished\n");
        Files.write(in.resolve("no.gz"), "plain in .gz".getBytes(UTF_8));
        String[] expected = {
            "colon",
            "backslash",
            "percent",
            "line feed",
            "latin",
            "! " + in.resolve("fifo") + ": cannot be read: it is neither a file nor a directory",
            "! " + in.resolve("dangling") + ": cannot be read: this link leads nowhere",
            "! " + in.resolve("loop") + ": cannot be read: it is a link to a directory above it",
            "! " + in.resolve("no.gz")
                    + ": compressed content is damaged from byte 0 to byte 12 of the file: this is no" + " gzip member"
        };

        run(config("file:" + in));
        assertThat(written()).containsExactlyInAnyOrder(expected);

        // the same while it is followed; later lines are read under its last name
        org.apache.flink.util.FileUtils.deleteDirectory(dir.resolve("out").toFile());
        follow(config("file:" + in + "?follow=true", "--checkpoint-interval=200 ms"), () -> {
            awaitWritten(expected);
            Files.move(in.resolve("unfinished.PART"), in.resolve("finished"));
            Files.writeString(dir.resolve("nowhere"), "somewhere\n");
            awaitWritten(Stream.concat(Stream.of(expected), Stream.of("unfinished", "somewhere"))
                    .toArray(String[]::new));
        });
    }

    @Test
    void followedDirectoryKeepsUpWithRotation() throws Exception {
        Path in = Files.createDirectories(dir.resolve("in"));
        Path log = Files.writeString(in.resolve("cdr.log"), "1\n2\n");
        List<String> expected = new ArrayList<>(List.of("1", "2"));
        StreamerConfig config = config(
                "file:" + in + "?follow=true", "--checkpoint-interval=200 ms", "--state-dir=" + dir.resolve("state"));
        follow(config, () -> {
            awaitWritten(expected.toArray(String[]::new));
            // renamed, with one more line, and then a new file
            Files.writeString(log, "3\n", StandardOpenOption.APPEND);
            Files.move(log, in.resolve("cdr.log.1"));
            Files.writeString(in.resolve("cdr.log.1"), "4", StandardOpenOption.APPEND);
            Files.writeString(log, "5\n");
            expected.addAll(List.of("3", "4", "5"));
            awaitWritten(expected.toArray(String[]::new));
            // copied and truncated
            Files.writeString(log, "");
            Files.writeString(log, "six\nseven\n", StandardOpenOption.APPEND);
            expected.addAll(List.of("six", "seven"));
            awaitWritten(expected.toArray(String[]::new));
            // replaced by another file that begins with the same lines, as rsync does
            Files.writeString(in.resolve(".new"), "six\nseven\neight\n");
            Files.move(in.resolve(".new"), log, StandardCopyOption.ATOMIC_MOVE);
            expected.add("eight");
            awaitWritten(expected.toArray(String[]::new));
        });
        // while nobody reads: more lines, a rename, a new file under the old name
        Files.writeString(log, "nine\n", StandardOpenOption.APPEND);
        Files.move(log, in.resolve("cdr.log.2"));
        Files.writeString(log, "ten\n");
        expected.addAll(List.of("nine", "ten"));
        follow(config, () -> awaitWritten(expected.toArray(String[]::new)));
        assertThat(written()).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void followedFileIsReadOnThroughRotation() throws Exception {
        Path log = Files.writeString(dir.resolve("cdr.log"), "1\n");
        List<String> expected = new ArrayList<>(List.of("1"));
        StreamerConfig config = config(
                "file:" + log + "?follow=true", "--checkpoint-interval=200 ms", "--state-dir=" + dir.resolve("state"));
        follow(config, () -> {
            awaitWritten("1");
            Files.writeString(log, "2\n", StandardOpenOption.APPEND);
            Files.move(log, dir.resolve("cdr.log.1"));
            Files.writeString(log, "3\n");
            expected.addAll(List.of("2", "3"));
            awaitWritten(expected.toArray(String[]::new));
        });
        Files.writeString(log, "4\n", StandardOpenOption.APPEND);
        Files.move(log, dir.resolve("cdr.log.2"));
        Files.writeString(log, "5\n");
        expected.addAll(List.of("4", "5"));
        follow(config, () -> awaitWritten(expected.toArray(String[]::new)));
    }

    @Test
    void fileIsReadWhenItHasNotChangedForAWhile() throws Exception {
        Path in = Files.createDirectories(dir.resolve("in"));
        Path file = Files.writeString(in.resolve("a"), "{\"a\":");
        follow(config("file:" + in + "?follow=true&ready-after=3s", "--checkpoint-interval=200 ms"), () -> {
            Files.writeString(in.resolve("b"), "b\n");
            Files.writeString(file, "1}\n", StandardOpenOption.APPEND);
            awaitWritten("{\"a\":1}", "b");
        });
    }

    /** What happens while a job runs. */
    private interface Story {
        void happen() throws Exception;
    }

    private void follow(StreamerConfig config, Story story) throws Exception {
        try (StateDir state = StateDir.open(config)) {
            StreamExecutionEnvironment env = environment(config, state);
            build(env, config, new Same());
            JobClient job = env.executeAsync();
            story.happen();
            cancel(job);
        }
    }

    private static void shell(String command) throws Exception {
        Process process = new ProcessBuilder("sh", "-c", command).inheritIO().start();
        assertThat(process.waitFor()).isZero();
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
                        ends.source(StreamerOptions.NETWORK_RECORDS, RecordTypes.RAW_RECORD),
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
            String flaw = record.flaw();
            byte[] line = flaw == null ? record.bytes() : ("! " + record.source() + ": " + flaw).getBytes(UTF_8);
            return new OutputRecord(null, line);
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
