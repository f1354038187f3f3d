package io.datastreamer.quickstart;

import io.datastreamer.tools.process.FreePort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import static java.nio.charset.StandardCharsets.UTF_8;

/** The job in a separate process, as {@code ./streamer run} starts it. */
final class JobProcess implements AutoCloseable {
    private static final int STOP_SECONDS = 20;
    private static final int LAST_LINES = 15;

    private final Process process;
    private final Path log;
    private final int webPort;

    private JobProcess(Process process, Path log, int webPort) {
        this.process = process;
        this.log = log;
        this.webPort = webPort;
    }

    /**
     * Starts it.
     *
     * @param root the launcher's directory, where the job is built
     * @param ends the options for all ends
     * @param log the file for its output
     * @param stateDir the directory for its checkpoints
     * @throws IOException when it is not built, or cannot be started
     */
    static JobProcess start(Path root, List<String> ends, Path log, Path stateDir) throws IOException {
        Path jar = root.resolve("job/target/streamer-job.jar");
        if (!Files.exists(jar)) {
            throw new IOException(jar + " is missing: build it with ./mvnw -DskipTests package");
        }
        int webPort = FreePort.find();
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("@" + root.resolve("deploy/conf/job.jvm"));
        command.add("-Xmx1g");
        // the embedded Kinesis speaks JSON only
        command.add("-Daws.cborEnabled=false");
        command.add("-Dlog4j2.configurationFile=" + root.resolve("deploy/conf/log4j2.properties"));
        command.addAll(List.of("-cp", jar + ":" + root.resolve("job/target/flink-lib") + "/*"));
        command.add("io.datastreamer.job.StreamerJob");
        command.addAll(ends);
        command.addAll(List.of("--state-dir", stateDir.toString()));
        command.addAll(List.of("--web-port", Integer.toString(webPort)));
        command.addAll(List.of("--parallelism", "2", "--checkpoint-interval", "2s"));
        // the receivers are on a loopback address, which customers may not use by default
        command.addAll(List.of("--egress.allow", "127.0.0.0/8"));
        // streams created in the portal may have secrets; everything that holds them is removed at the end
        command.addAll(List.of("--secrets.allow-plain", "true"));
        // a receiver that has returned is noticed within seconds
        command.addAll(List.of("--deliver.backoff-max", "5s"));
        Process process = new ProcessBuilder(command)
                .redirectInput(ProcessBuilder.Redirect.PIPE)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        return new JobProcess(process, log, webPort);
    }

    /** Flink's web pages, available once the job runs. */
    String webPages() {
        return "http://127.0.0.1:" + webPort + "/";
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** The last lines of its output. */
    String lastWords() throws IOException {
        List<String> lines = Files.readAllLines(log, UTF_8);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
    }

    /** Stops it and waits for its end. */
    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
