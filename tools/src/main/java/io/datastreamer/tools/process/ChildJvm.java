package io.datastreamer.tools.process;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import static java.nio.charset.StandardCharsets.UTF_8;

/** A separate JVM of the same Java version that ends with this process. */
public final class ChildJvm implements AutoCloseable {
    private static final int STOP_SECONDS = 20;
    private static final int LAST_LINES = 15;

    private final Process process;
    private final Command command;

    private ChildJvm(Process process, Command command) {
        this.process = process;
        this.command = command;
    }

    /**
     * What to start.
     *
     * @param name its name, for messages
     * @param options options of the JVM, such as {@code -Xmx512m}
     * @param classPath jars and directories, {@code DIR/*} for all jars of one
     * @param main the main class
     * @param args its arguments
     * @param environment variables in addition to our own
     * @param log the file to which its output is appended
     */
    public record Command(
            String name,
            List<String> options,
            List<String> classPath,
            String main,
            List<String> args,
            Map<String, String> environment,
            Path log) {}

    /**
     * Starts it.
     *
     * @throws IOException when it cannot be started; {@link #isAlive} shows whether it fails later
     */
    public static ChildJvm start(Command command) throws IOException {
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(command.options());
        line.add("-cp");
        line.add(String.join(
                File.pathSeparator,
                Stream.concat(command.classPath().stream(), Stream.of(home(Tethered.class)))
                        .toList()));
        line.add(Tethered.class.getName());
        line.add(command.main());
        line.addAll(command.args());
        ProcessBuilder builder = new ProcessBuilder(line)
                .redirectInput(ProcessBuilder.Redirect.PIPE)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(command.log().toFile()));
        builder.environment().putAll(command.environment());
        return new ChildJvm(builder.start(), command);
    }

    /** Its name, for messages. */
    public String name() {
        return command.name();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** The process's id. */
    public long pid() {
        return process.pid();
    }

    /**
     * Waits until it ends.
     *
     * @return its exit code
     * @throws IOException when it has not ended within this time; it is then killed
     */
    public int exitCode(long seconds) throws IOException, InterruptedException {
        if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
            kill();
            throw new IOException(name() + " has not ended within " + seconds + " s:\n" + lastWords());
        }
        return process.exitValue();
    }

    /** The whole output of it and of its predecessors with the same log. */
    public String said() throws IOException {
        return Files.readString(command.log(), UTF_8);
    }

    /** The last lines of its output. */
    public String lastWords() throws IOException {
        List<String> lines = said().lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
    }

    /** Kills it at once, like {@code kill -9}. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Asks it to end, waits, and kills it when it has not ended after a while. */
    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
            kill();
        }
    }

    /**
     * Returns where one of our classes is, for a class path.
     *
     * @return the jar or the directory of classes that contains it
     * @throws IOException when it comes from elsewhere
     */
    public static String home(Class<?> ours) throws IOException {
        try {
            return Path.of(ours.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IOException("our own classes are not in a file: " + e.getMessage(), e);
        }
    }
}
