package io.datastreamer.testbed.cluster;

import io.datastreamer.tools.process.ChildJvm;
import io.datastreamer.tools.process.FreePort;
import io.datastreamer.tools.process.Parts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import static io.datastreamer.testbed.cluster.FlinkConfiguration.DIRECT_MEBIBYTES;
import static io.datastreamer.testbed.cluster.FlinkConfiguration.FRAMEWORK_HEAP_MEBIBYTES;
import static io.datastreamer.testbed.cluster.FlinkConfiguration.JOB_MANAGER_HEAP_MEBIBYTES;
import static io.datastreamer.testbed.cluster.FlinkConfiguration.METASPACE_MEBIBYTES;
import static io.datastreamer.testbed.cluster.FlinkConfiguration.TASK_HEAP_MEBIBYTES;

/**
 * A Flink session cluster in which each JobManager and TaskManager is a process. They can be killed and started one by
 * one; none is restarted automatically. Not thread-safe.
 *
 * <pre>
 * DIR/conf/config.yaml    the configuration of all processes and the command line
 * DIR/checkpoints         checkpoints
 * DIR/savepoints          savepoints
 * DIR/logs                a file for each process and each command
 * </pre>
 */
public final class FlinkCluster implements AutoCloseable {
    private static final String JOB_MANAGER = "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint";
    private static final String APPLICATION =
            "org.apache.flink.container.entrypoint.StandaloneApplicationClusterEntryPoint";
    private static final String TASK_MANAGER = "org.apache.flink.runtime.taskexecutor.TaskManagerRunner";
    private static final String JVM_OPTIONS = "env.java.opts.all";
    private static final Duration STARTS_WITHIN = Duration.ofMinutes(2);
    private static final int ASK_AGAIN_MILLIS = 200;

    private final FlinkLibraries libraries;
    private final Path dir;
    private final ClusterSettings settings;
    private final FlinkRest rest;
    private final FlinkCli cli;
    private final Parts parts = new Parts("cluster");
    private final Map<String, ChildJvm> taskManagers = new TreeMap<>();
    private @Nullable ChildJvm jobManager;
    private int started;

    private FlinkCluster(FlinkLibraries libraries, Path dir, int restPort, ClusterSettings settings) {
        this.libraries = libraries;
        this.dir = dir;
        this.settings = settings;
        this.rest = new FlinkRest(restPort);
        this.cli = new FlinkCli(libraries, configuration(), logs());
    }

    /**
     * Starts it, and returns once all TaskManagers are registered.
     *
     * @param dir the directory for all its files
     * @throws IOException when it does not start; then nothing is left of it
     */
    public static FlinkCluster start(FlinkLibraries libraries, Path dir, ClusterSettings settings) throws Exception {
        FlinkCluster cluster = prepare(libraries, dir, settings);
        try {
            cluster.startJobManager();
            cluster.startTaskManagers(settings.taskManagers());
            cluster.awaitTaskManagers();
            return cluster;
        } catch (Exception e) {
            cluster.close();
            throw e;
        }
    }

    /**
     * Starts a cluster for an application, and returns once all TaskManagers are registered.
     *
     * @param dir the directory for all its files
     * @throws IOException when it does not start; then nothing is left of it
     */
    public static FlinkCluster start(
            FlinkLibraries libraries, Path dir, ClusterSettings settings, Application application) throws Exception {
        FlinkCluster cluster = prepare(libraries, dir, settings);
        try {
            cluster.startJobManager(application);
            cluster.startTaskManagers(settings.taskManagers());
            cluster.awaitTaskManagers();
            return cluster;
        } catch (Exception e) {
            cluster.close();
            throw e;
        }
    }

    // everything except Flink's processes
    private static FlinkCluster prepare(FlinkLibraries libraries, Path dir, ClusterSettings settings) throws Exception {
        int restPort = FreePort.find();
        FlinkCluster cluster = new FlinkCluster(libraries, dir, restPort, settings);
        try {
            for (String sub : List.of("tmp", "checkpoints", "savepoints", "logs")) {
                Files.createDirectories(dir.resolve(sub));
            }
            FlinkConfiguration configuration = new FlinkConfiguration(dir, FreePort.find(), restPort, settings);
            if (settings.highAvailability()) {
                ZooKeeper zooKeeper = cluster.parts.add(() -> ZooKeeper.start(libraries, cluster.logs()));
                configuration.keepBy(zooKeeper.address(), dir.resolve("ha"));
            }
            configuration.writeTo(cluster.configuration());
            return cluster;
        } catch (Exception e) {
            cluster.close();
            throw e;
        }
    }

    public FlinkRest rest() {
        return rest;
    }

    public FlinkCli cli() {
        return cli;
    }

    /** The folder of checkpoints. */
    public Path checkpoints() {
        return dir.resolve("checkpoints");
    }

    /** The directory of the processes' logs. */
    public Path logs() {
        return dir.resolve("logs");
    }

    /** The names of the running TaskManagers. */
    public List<String> taskManagers() {
        return List.copyOf(taskManagers.keySet());
    }

    private void startTaskManagers(int count) throws Exception {
        for (int i = 0; i < count; i++) {
            startTaskManager();
        }
    }

    /** Starts one more, and returns its name at once; it registers some seconds later. */
    public String startTaskManager() throws Exception {
        String name = "taskmanager-" + ++started;
        ChildJvm process = flink(
                name,
                List.of(
                        "-Xms128m",
                        "-Xmx" + (TASK_HEAP_MEBIBYTES + FRAMEWORK_HEAP_MEBIBYTES) + "m",
                        "-XX:MaxDirectMemorySize=" + DIRECT_MEBIBYTES + "m",
                        "-XX:MaxMetaspaceSize=" + METASPACE_MEBIBYTES + "m"),
                TASK_MANAGER,
                List.of("-Dtaskmanager.resource-id=" + name));
        taskManagers.put(name, process);
        return name;
    }

    /** Kills a TaskManager at once, like {@code kill -9}. */
    public void killTaskManager(String name) throws InterruptedException {
        ChildJvm process = taskManagers.remove(name);
        if (process == null) {
            throw new IllegalArgumentException("no TaskManager " + name + " runs");
        }
        process.kill();
    }

    /** Starts the JobManager after the previous one was killed. */
    public void startJobManager() throws Exception {
        jobManager = jobManager(JOB_MANAGER, List.of());
    }

    /** Starts the JobManager of an application after the previous one has ended. */
    public void startJobManager(Application application) throws Exception {
        List<String> args = new ArrayList<>();
        application.flink().forEach((key, value) -> args.add("-D" + key + "=" + value));
        args.addAll(List.of("--jars", "local://" + libraries.jobJar()));
        if (application.from() != null) {
            args.addAll(List.of("--fromSavepoint", application.from()));
        }
        args.addAll(List.of("--job-classname", "io.datastreamer.job.StreamerJob"));
        args.addAll(application.options());
        jobManager = jobManager(APPLICATION, args);
    }

    /** Waits until the JobManager has ended by itself, and returns its exit code. */
    public int awaitJobManagersEnd() throws IOException, InterruptedException {
        if (jobManager == null) {
            throw new IllegalStateException("no JobManager was started");
        }
        return jobManager.exitCode(STARTS_WITHIN.toSeconds());
    }

    private ChildJvm jobManager(String main, List<String> args) throws Exception {
        return flink("jobmanager", List.of("-Xmx" + JOB_MANAGER_HEAP_MEBIBYTES + "m"), main, args);
    }

    /** Kills the JobManager at once, like {@code kill -9}. */
    public void killJobManager() throws InterruptedException {
        if (jobManager != null) {
            jobManager.kill();
        }
    }

    /**
     * Waits until all running TaskManagers are registered.
     *
     * @throws IOException when that does not happen, or a process has ended; the message holds its last output
     */
    public void awaitTaskManagers() throws IOException, InterruptedException {
        long giveUp = System.nanoTime() + STARTS_WITHIN.toNanos();
        while (registered() < taskManagers.size()) {
            List<ChildJvm> processes = new ArrayList<>(taskManagers.values());
            if (jobManager != null) {
                processes.add(jobManager);
            }
            for (ChildJvm process : processes) {
                if (!process.isAlive()) {
                    throw new IOException(process.name() + " has ended:\n" + process.lastWords());
                }
            }
            if (System.nanoTime() > giveUp) {
                throw new IOException("the cluster's TaskManagers are not registered after " + STARTS_WITHIN.toSeconds()
                        + " s; the logs are in " + logs());
            }
            TimeUnit.MILLISECONDS.sleep(ASK_AGAIN_MILLIS);
        }
    }

    /** Kills all its processes, because a proper shutdown would take seconds. */
    @Override
    public void close() {
        try {
            for (String name : taskManagers()) {
                killTaskManager(name);
            }
            killJobManager();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        parts.close();
    }

    private int registered() throws InterruptedException {
        try {
            return rest.taskManagers();
        } catch (IOException e) {
            return 0;
        }
    }

    private ChildJvm flink(String name, List<String> options, String main, List<String> args) throws Exception {
        return parts.add(() -> ChildJvm.start(new ChildJvm.Command(
                name,
                Stream.of(
                                reachesInto(),
                                List.of(
                                        "-XX:+UseSerialGC",
                                        // starts fast; processes that live for minutes need no more
                                        "-XX:TieredStopAtLevel=1",
                                        "-Dlog4j2.configurationFile=" + libraries.logging()),
                                options)
                        .flatMap(List::stream)
                        .toList(),
                libraries.classPath(),
                main,
                Stream.concat(Stream.of("--configDir", configuration().toString()), args.stream())
                        .toList(),
                settings.environment(),
                logs().resolve(name + ".log"))));
    }

    // like Flink's scripts: exactly what the configuration names
    private List<String> reachesInto() {
        String named = settings.flink().get(JVM_OPTIONS);
        return named == null ? List.of("@" + libraries.jvm()) : List.of(named.split(" ", -1));
    }

    private Path configuration() {
        return dir.resolve("conf");
    }
}
