package io.datastreamer.job;

import io.datastreamer.connectors.conformance.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import static org.awaitility.Awaitility.await;

/** A server that a test has started, on its own port. Its output is in the file {@code log} of its directory. */
final class ServerProcess implements AutoCloseable {
    private static final Duration LONG = Duration.ofMinutes(2);
    private static final long GRACE_SECONDS = 20;

    private final Process process;

    private ServerProcess(Process process) {
        this.process = process;
    }

    /** Creates a directory for a server. Its workers may be of another user, who must be able to read it. */
    static Path directory(Path parent, String name) throws IOException {
        Path dir = Files.createDirectories(parent.resolve(name));
        for (Path each : List.of(parent, dir)) {
            Files.setPosixFilePermissions(each, PosixFilePermissions.fromString("rwx--x--x"));
        }
        return dir;
    }

    /** Starts the server, and returns when it listens on the port. */
    static ServerProcess start(ProcessBuilder command, Path dir, int port) throws IOException {
        Path log = dir.resolve("log");
        Process process = command.directory(dir.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        await().atMost(LONG).until(() -> {
            if (!process.isAlive()) {
                throw new IllegalStateException(command.command() + " has ended: " + Files.readString(log));
            }
            return Ports.listens(port);
        });
        return new ServerProcess(process);
    }

    /** Ends the server with its workers. */
    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
