package io.datastreamer.benchmarks.whole;

import io.datastreamer.benchmarks.receiver.ReceiverProcess;
import io.datastreamer.benchmarks.rig.JvmMeter;
import io.datastreamer.benchmarks.rig.RecordTopics;
import io.datastreamer.benchmarks.rig.Rig;
import io.datastreamer.benchmarks.rig.Setting;
import io.datastreamer.benchmarks.rig.StreamLine;
import io.datastreamer.benchmarks.rival.RivalOptions;
import io.datastreamer.contract.ApiType;
import io.datastreamer.job.metrics.JobMetric;
import io.datastreamer.tools.generate.Load;
import io.datastreamer.tools.process.ChildJvm;
import io.datastreamer.tools.process.FreePort;
import io.datastreamer.tools.process.Parts;
import io.datastreamer.tools.process.WorkFolder;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The job, its rivals and the receiver that all of them deliver to, each in a process of its own. All SIMs are there before
 * the first record comes.
 */
final class Arena {
    private static final Duration SIMS_WITHIN = Duration.ofMinutes(5);
    private static final Duration ARRIVES_WITHIN = Duration.ofMinutes(3);
    private static final Duration TOLD_WITHIN = Duration.ofMinutes(1);

    private final Setting setting;
    private final Load load;
    private final String heap;
    private final ReceiverProcess receiver;
    private final Rig rig;

    /**
     * A way for documents to leave.
     *
     * @param settings of a data stream, without the URL
     */
    record Way(String title, ApiType apiType, Map<String, Object> settings) {}

    /**
     * Starts the job and the receiver.
     *
     * @param heap of the job and each rival, as the JVM takes it
     * @param way how documents leave at first
     * @param options of the job
     */
    Arena(Setting setting, Load load, String heap, Way way, Map<String, String> options) throws Exception {
        this.setting = setting;
        this.load = load;
        this.heap = heap;
        WorkFolder folder = setting.parts().add(() -> new WorkFolder("streamer-bench-receiver-"));
        receiver = setting.parts().add(() -> ReceiverProcess.start(folder.dir()));
        Map<String, String> all = new HashMap<>(options);
        all.putIfAbsent("kinesis.endpoint", receiver.url());
        all.putIfAbsent("s3.endpoint", receiver.url());
        all.putIfAbsent("secrets.allow-plain", "true");
        // a receiver gets a quarter of each subtask's: as many as a rival has on their way
        all.putIfAbsent("deliver.max-requests", Integer.toString(4 * Trials.IN_FLIGHT / Rig.PARALLELISM));
        rig = new Rig(
                setting, (files, kafka) -> Rig.reference(load, files), farm -> streams(way, true), all, jvmOptions());
        setting.say("waiting for %,d SIMs ...", load.sims());
        rig.await("all SIMs are there", SIMS_WITHIN, () -> rig.metrics().isAtLeast(JobMetric.RECORDS, load.sims()));
        await(way);
    }

    Rig rig() {
        return rig;
    }

    ReceiverProcess receiver() {
        return receiver;
    }

    /** The topics that the job reads. */
    RecordTopics topicsOfTheJob() throws Exception {
        return setting.parts().add(() -> RecordTopics.ofTheJob(load, rig.broker()));
    }

    Contestant job(Contestant.Input input) throws Exception {
        JvmMeter meter = setting.parts().add(() -> JvmMeter.attach(rig.jobPid()));
        return new Contestant("Data Streamer", input, meter, receiver, rig::checkJob);
    }

    /** Lets documents leave in another way from now on. */
    void use(Way way) throws IOException, InterruptedException {
        tell(way, true);
    }

    /** Stops all data streams; documents stay in the journals. */
    void pause(Way way) throws IOException, InterruptedException {
        tell(way, false);
    }

    /** Waits until so many of the documents that the receiver expects have come. */
    void awaitArrival(int count) throws IOException, InterruptedException {
        long giveUp = System.nanoTime() + ARRIVES_WITHIN.toNanos();
        while (receiver.counts().distinct() < count) {
            rig.checkJob();
            if (System.nanoTime() > giveUp) {
                throw new IOException(
                        "of " + count + " documents only " + receiver.counts().distinct() + " have arrived");
            }
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    private void tell(Way way, boolean running) throws IOException, InterruptedException {
        for (String line : streams(way, running)) {
            rig.tell(line);
        }
        rig.flush();
        await(way);
    }

    // versions are read in their order: those told before a quiet moment are there
    private void await(Way way) throws IOException, InterruptedException {
        int lanes = 2 * load.organisations();
        rig.await(way.title() + " is there", TOLD_WITHIN, () -> rig.metrics().isAtLeast(JobMetric.LANES, lanes));
        TimeUnit.SECONDS.sleep(1);
    }

    /**
     * Starts a rival that reads topics of its own.
     *
     * @param parts end it
     */
    Contestant rival(Parts parts, String name, Class<?> main, ApiType apiType, int batch, int inFlight)
            throws Exception {
        RecordTopics topics =
                parts.add(() -> RecordTopics.make(load, rig.broker(), main.getSimpleName() + "-" + apiType));
        RivalOptions options = new RivalOptions(
                rig.broker(),
                topics.networkTopic(),
                topics.billingTopic(),
                rig.reference(),
                rig.dir().resolve(main.getSimpleName() + "-checkpoints"),
                receiver.url(),
                apiType,
                batch,
                inFlight);
        return rival(parts, name, main, options, Contestant.Input.of(topics));
    }

    /**
     * Starts a rival.
     *
     * @param parts end it
     */
    Contestant rival(Parts parts, String name, Class<?> main, RivalOptions options, Contestant.Input input)
            throws Exception {
        Path log = rig.dir().resolve(main.getSimpleName() + "-" + options.apiType() + ".log");
        return contestant(
                parts,
                new ChildJvm.Command(
                        name,
                        rivalJvm("log4j2-bench.properties"),
                        classPath(),
                        main.getName(),
                        options.toArguments(),
                        Map.of(),
                        log),
                input);
    }

    /**
     * Starts Aiven's HTTP sinks.
     *
     * @param parts end them
     */
    Contestant aiven(Parts parts, String name) throws Exception {
        DocumentTopics topics = parts.add(() -> DocumentTopics.make(load, rig.broker(), rig.reference()));
        AivenSink sink = AivenSink.of(setting);
        List<String> arguments =
                sink.write(rig.dir().resolve("connect"), rig.broker(), FreePort.find(), load, receiver.url());
        Path log = rig.dir().resolve("connect.log");
        return contestant(
                parts,
                new ChildJvm.Command(
                        name,
                        rivalJvm("log4j2.properties"),
                        List.of(sink.library() + "/*"),
                        AivenSink.MAIN,
                        arguments,
                        Map.of(),
                        log),
                topics);
    }

    private Contestant contestant(Parts parts, ChildJvm.Command command, Contestant.Input input) throws Exception {
        ChildJvm process = parts.add(() -> ChildJvm.start(command));
        JvmMeter meter = parts.add(() -> JvmMeter.attach(process.pid()));
        return new Contestant(command.name(), input, meter, receiver, () -> {
            if (!process.isAlive()) {
                throw new IOException(command.name() + " has ended:\n" + process.lastWords());
            }
        });
    }

    private List<String> rivalJvm(String logging) {
        Path conf = setting.root().resolve("deploy/conf");
        List<String> jvm = new ArrayList<>(jvmOptions());
        jvm.add("@" + conf.resolve("job.jvm"));
        jvm.add("-Dlog4j2.configurationFile=" + conf.resolve(logging));
        return jvm;
    }

    // a heap that grows would grow by full collections
    private List<String> jvmOptions() {
        return List.of("-XX:+UseParallelGC", "-Xms" + heap, "-Xmx" + heap);
    }

    // ours, and what the job gets from Flink
    private List<String> classPath() {
        List<String> classPath =
                new ArrayList<>(List.of(System.getProperty("java.class.path").split(File.pathSeparator, -1)));
        classPath.add(setting.root().resolve("job/target/flink-lib") + "/*");
        return classPath;
    }

    private List<String> streams(Way way, boolean running) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < load.organisations(); i++) {
            long organisation = load.organisationId(i);
            String id = RivalOptions.stream(organisation);
            Map<String, Object> settings = new HashMap<>(way.settings());
            switch (way.apiType()) {
                case REST_API, REST_API_BULK -> settings.put("url", receiver.url() + "/" + id);
                case AWS_KINESIS, AWS_S3 -> aws(settings);
                case KEEN_IO,
                        DATADOG,
                        KAFKA,
                        PULL,
                        GOOGLE_PUBSUB,
                        AWS_SQS,
                        AWS_SNS,
                        AWS_EVENTBRIDGE,
                        AZURE_EVENT_HUBS,
                        AZURE_BLOB,
                        GOOGLE_STORAGE,
                        SFTP -> throw new IllegalArgumentException(way.apiType() + " is not measured here");
            }
            // objects of two organisations in one bucket would have the same names
            settings.computeIfPresent("prefix", (member, prefix) -> prefix + id);
            lines.add(StreamLine.to(id, organisation, way.apiType().name(), settings, running));
        }
        return lines;
    }

    private static void aws(Map<String, Object> settings) {
        settings.put("region", "eu-central-1");
        settings.put("access_key_id", "AKIDEXAMPLE");
        settings.put("secret_access_key", "an/example+of/a/secret+key");
    }
}
