package io.datastreamer.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import static java.nio.charset.StandardCharsets.UTF_8;

/** Runs the job's main class in its own process, which a test may kill. */
public final class JobProcess implements AutoCloseable {
    private static final long LONGEST_SECONDS = 180;

    private final Process process;
    private final Path log;

    private JobProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** Starts it; its output is appended to the file {@code log}. */
    public static JobProcess start(Path log, List<String> options) throws IOException {
        return start(log, List.of(), options);
    }

    /** The same, started by another program, such as one that changes what the process sees of the system. */
    public static JobProcess start(Path log, List<String> by, List<String> options) throws IOException {
        List<String> command = new ArrayList<>(by);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx512m");
        // it lives for seconds: the second compiler would take most of the processor, and a concurrent collector some
        command.add("-XX:TieredStopAtLevel=1");
        command.add("-XX:+UseSerialGC");
        // the server that stands for Kinesis reads JSON only
        command.add("-Daws.cborEnabled=false");
        for (String opened : List.of("java.util", "java.lang", "java.time", "java.nio", "sun.nio.ch")) {
            command.add("--add-opens=java.base/" + opened + "=ALL-UNNAMED");
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), StreamerJob.class.getName()));
        command.addAll(options);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        // otherwise Java would print that it has read it
        builder.environment().remove("JDK_JAVA_OPTIONS");
        return new JobProcess(builder.start(), log);
    }

    /** Whether it is running. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** Waits for its end and returns its exit code. */
    public int exitCode() throws Exception {
        if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("still running after " + LONGEST_SECONDS + " s:\n" + said());
        }
        return process.exitValue();
    }

    /** Everything it has written so far. */
    public String said() throws IOException {
        return Files.readString(log, UTF_8);
    }

    /** Ends it at once, as a crash would. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }
}
