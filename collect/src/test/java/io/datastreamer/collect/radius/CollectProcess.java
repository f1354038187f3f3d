package io.datastreamer.collect.radius;

import io.datastreamer.collect.Collect;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import static java.nio.charset.StandardCharsets.UTF_8;

/** The collector in a separate process, as {@code ./streamer collect radius} starts it, with the tests' classes. */
final class CollectProcess implements AutoCloseable {
    private static final Pattern STARTED =
            Pattern.compile("collect: radius at udp port (\\d+), metrics at http port (\\d+)");

    private final Process process;
    private final int port;
    private final int metricsPort;

    private CollectProcess(Process process, int port, int metricsPort) {
        this.process = process;
        this.port = port;
        this.metricsPort = metricsPort;
    }

    /**
     * Starts it and waits until it accepts requests.
     *
     * @param before a prefix of the command, such as {@code taskset -c 0}
     * @param port to listen at; 0 for a free one
     */
    static CollectProcess start(List<String> before, Path directory, int port, String to, String... more)
            throws IOException {
        Path elements = directory.resolve("elements.yaml");
        Files.writeString(elements, "ggsn-1: {address: 127.0.0.1, secret: " + Client.SECRET + "}\n");
        List<String> line = new ArrayList<>(before);
        line.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Collect.class.getName(),
                "radius",
                "--elements",
                elements.toString(),
                "--to",
                to,
                "--listen.port",
                Integer.toString(port),
                "--metrics.port",
                "0"));
        line.addAll(List.of(more));
        Process process = new ProcessBuilder(line)
                .redirectError(directory.resolve("collect.log").toFile())
                .start();
        StringBuilder said = new StringBuilder();
        BufferedReader out = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
        for (String text = out.readLine(); text != null; text = out.readLine()) {
            said.append(text).append('\n');
            Matcher started = STARTED.matcher(text);
            if (started.matches()) {
                return new CollectProcess(
                        process, Integer.parseInt(started.group(1)), Integer.parseInt(started.group(2)));
            }
        }
        throw new IOException("it has not started:\n" + said + Files.readString(directory.resolve("collect.log")));
    }

    int port() {
        return port;
    }

    int metricsPort() {
        return metricsPort;
    }

    /** The processor time that it has used. */
    long cpuNanos() {
        return process.info().totalCpuDuration().orElseThrow().toNanos();
    }

    /** Kills it at once, like {@code kill -9}. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Asks it to shut down, and waits. */
    @Override
    public void close() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }
}
