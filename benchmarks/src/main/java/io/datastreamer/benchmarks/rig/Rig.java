package io.datastreamer.benchmarks.rig;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.datastreamer.tools.broker.Broker;
import io.datastreamer.tools.broker.Topics;
import io.datastreamer.tools.farm.Farm;
import io.datastreamer.tools.generate.Load;
import io.datastreamer.tools.generate.ReferenceFiles;
import io.datastreamer.tools.process.ChildJvm;
import io.datastreamer.tools.process.FreePort;
import io.datastreamer.tools.process.WorkFolder;
import io.datastreamer.tools.simulate.KafkaOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What a benchmark of the whole job needs: a Kafka broker and an endpoint farm in this process, and the job in a process
 * of its own between them. Records come over Kafka; SIMs, catalog and data streams are files.
 */
public final class Rig {
    /** Subtasks of each operator. */
    public static final int PARALLELISM = 2;

    /** As a TaskManager has it: a heap of a fixed size, and the collector that Java takes by itself on a server. */
    private static final List<String> LIKE_A_TASK_MANAGER = List.of("-XX:+UseG1GC", "-Xms2g", "-Xmx2g");

    private static final Duration STARTS_WITHIN = Duration.ofMinutes(3);
    private static final Duration CHECKPOINTS_WITHIN = Duration.ofMinutes(2);
    private static final long LOOK_AGAIN_MILLIS = 20;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Setting setting;
    private Map<String, String> options;
    private final List<String> jvmOptions;
    private final WorkFolder folder;
    private final Path files;
    private final Farm farm;
    private final Broker broker;
    private final KafkaOutput kafka;
    private ChildJvm job;
    private JobRest rest;
    private JobMetrics metrics;

    /** Makes the lines of the data streams, once there is a farm that knows their URLs. */
    public interface Streams {
        List<String> lines(Farm farm) throws IOException;
    }

    /** Writes {@code sims.jsonl} and {@code catalog.jsonl}, or else to the topics of SIMs and catalog. */
    public interface Reference {
        void write(Path files, KafkaOutput kafka) throws IOException;
    }

    /**
     * Starts all of it, and returns when the job runs.
     *
     * @param load gives SIMs, organisations and the seed
     * @param options of the job, in place of the rig's own where it has them, too
     */
    public Rig(Setting setting, Load load, Streams streams, Map<String, String> options) throws Exception {
        this(setting, (files, kafka) -> reference(load, files), streams, options);
    }

    /**
     * Starts all of it, and returns when the job runs.
     *
     * @param options of the job, in place of the rig's own where it has them, too
     */
    public Rig(Setting setting, Reference reference, Streams streams, Map<String, String> options) throws Exception {
        this(setting, reference, streams, options, LIKE_A_TASK_MANAGER);
    }

    /**
     * Starts all of it, and returns when the job runs.
     *
     * @param jvmOptions heap and collector of the job
     */
    public Rig(
            Setting setting, Reference reference, Streams streams, Map<String, String> options, List<String> jvmOptions)
            throws Exception {
        this.setting = setting;
        this.options = options;
        this.jvmOptions = jvmOptions;
        folder = setting.parts().add(() -> new WorkFolder("streamer-bench-"));
        farm = setting.parts().add(Farm::start);
        setting.say("starting a Kafka broker and the job; logs are in %s ...", folder.dir());
        broker = setting.parts().add(() -> Broker.start(folder.dir()));
        Topics.create(broker.address());
        kafka = setting.parts().add(() -> new KafkaOutput(broker.address()));
        files = folder.dir().resolve("reference");
        Files.createDirectories(files);
        reference.write(files, kafka);
        for (String line : streams.lines(farm)) {
            tell(line);
        }
        kafka.flush();
        startJob();
    }

    /** Writes the SIMs and the catalog of a load. */
    public static void reference(Load load, Path files) throws IOException {
        new ReferenceFiles(new Load(
                        load.records(),
                        load.sims(),
                        load.organisations(),
                        load.files(),
                        files,
                        "http://127.0.0.1",
                        load.seed()))
                .write();
    }

    private void startJob() throws Exception {
        int webPort = FreePort.find();
        int metricsPort = FreePort.find();
        job = setting.parts().add(() -> ChildJvm.start(command(webPort, metricsPort)));
        rest = new JobRest(webPort);
        metrics = new JobMetrics(metricsPort);
        await("the job runs", STARTS_WITHIN, rest::isRunning);
    }

    /** Kills the job, starts it from its last checkpoint, and returns when it runs. */
    public void restartJob() throws Exception {
        job.kill();
        startJob();
    }

    /**
     * Kills the job, starts it from its last checkpoint with an option changed, and returns when it runs.
     *
     * @param option without its dashes
     */
    public void restartJobWith(String option, String value) throws Exception {
        Map<String, String> changed = new HashMap<>(options);
        changed.put(option, value);
        options = changed;
        restartJob();
    }

    /** Tells the job of a data stream, new or changed. */
    public void tell(String streamLine) throws IOException {
        String id = JSON.readTree(streamLine).path("id").asText();
        kafka.write(Topics.DATA_STREAMS.topic(), id, streamLine.getBytes(StandardCharsets.UTF_8));
    }

    /** Tells the job of a data stream, new or changed, at once. */
    public void tellNow(String streamLine) throws IOException {
        tell(streamLine);
        flush();
    }

    /** Returns when all that was told is in the broker. */
    public void flush() throws IOException {
        kafka.flush();
    }

    /** Where the endpoints are. */
    public Farm farm() {
        return farm;
    }

    /** The Kafka broker, as {@code HOST:PORT}. */
    public String broker() {
        return broker.address();
    }

    /** A directory of this run alone: logs, state, and what else there is to be kept while it runs. */
    public Path dir() {
        return folder.dir();
    }

    /** Where {@code sims.jsonl} and {@code catalog.jsonl} are, when they are files. */
    public Path reference() {
        return files;
    }

    /** The id of the job's process. */
    public long jobPid() {
        return job.pid();
    }

    /** What Flink tells of the job. */
    public JobRest rest() {
        return rest;
    }

    /** The job's own figures. */
    public JobMetrics metrics() {
        return metrics;
    }

    /** Waits for the next checkpoint that begins from now on and is complete. */
    public JobRest.Checkpoint nextCheckpoint() throws IOException, InterruptedException {
        long now = System.currentTimeMillis();
        AtomicReference<JobRest.@Nullable Checkpoint> next = new AtomicReference<>();
        await("a checkpoint is complete", CHECKPOINTS_WITHIN, () -> {
            next.set(rest.lastCheckpoint(now));
            return next.get() != null;
        });
        return Objects.requireNonNull(next.get());
    }

    /** The processor time that the job has taken since it was started last. */
    public Duration jobCpu() {
        return ProcessHandle.of(job.pid())
                .flatMap(process -> process.info().totalCpuDuration())
                .orElse(Duration.ZERO);
    }

    /**
     * Waits until something is so.
     *
     * @throws IOException when it is not so in time, or the job has ended; says where to look
     */
    public void await(String what, Duration within, BooleanSupplier condition)
            throws IOException, InterruptedException {
        long giveUp = System.nanoTime() + within.toNanos();
        while (!condition.getAsBoolean()) {
            checkJob();
            if (System.nanoTime() - giveUp > 0) {
                folder.keep();
                throw new IOException(
                        "after " + within.toSeconds() + " s still not: " + what + "; logs are kept in " + folder.dir());
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MILLIS);
        }
    }

    /**
     * Looks whether the job is still there.
     *
     * @throws IOException when it has ended; with its last words
     */
    public void checkJob() throws IOException {
        if (!job.isAlive()) {
            folder.keep();
            throw new IOException("the job has ended; its log is kept in " + folder.dir() + "\n" + job.lastWords());
        }
    }

    private ChildJvm.Command command(int webPort, int metricsPort) throws IOException {
        Path root = setting.root();
        Path jar = root.resolve("job/target/streamer-job.jar");
        if (!Files.exists(jar)) {
            throw new IOException(jar + " is missing: build it with ./mvnw -DskipTests package");
        }
        Map<String, String> args = new LinkedHashMap<>();
        for (Topics topic : List.of(
                Topics.NETWORK_RECORDS,
                Topics.BILLING_RECORDS,
                Topics.DATA_STREAMS,
                Topics.DATA_STREAM_STATUS,
                Topics.REJECTED)) {
            args.put(topic.option(), "kafka:" + topic.topic());
        }
        for (Topics reference : List.of(Topics.SIMS, Topics.CATALOG)) {
            Path file = files.resolve(reference.option() + ".jsonl");
            String end = Files.exists(file) ? "file:" + file : "kafka:" + reference.topic();
            args.put(reference.option(), end);
        }
        args.put("kafka.bootstrap-servers", broker.address());
        args.put("state-dir", folder.dir().resolve("state").toString());
        args.put("web-port", Integer.toString(webPort));
        args.put("metrics-port", Integer.toString(metricsPort));
        args.put("flink.web.checkpoints.history", "1000");
        args.put("parallelism", Integer.toString(PARALLELISM));
        args.put("egress.allow", "127.0.0.0/8");
        args.putAll(options);
        List<String> line = new ArrayList<>();
        args.forEach((option, value) -> line.addAll(List.of("--" + option, value)));
        List<String> jvm = new ArrayList<>(jvmOptions);
        jvm.add("@" + root.resolve("deploy/conf/job.jvm"));
        jvm.add("-Dlog4j2.configurationFile=" + root.resolve("deploy/conf/log4j2.properties"));
        return new ChildJvm.Command(
                "the job",
                jvm,
                List.of(jar.toString(), root.resolve("job/target/flink-lib") + "/*"),
                "io.datastreamer.job.StreamerJob",
                line,
                Map.of(),
                folder.dir().resolve("job.log"));
    }
}
