package io.datastreamer.connectors.sftp;

import io.datastreamer.connectors.conformance.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** OpenSSH's own server in a separate process. Its only user is the one who runs the tests, and logs in with a key. */
public final class OpenSshServer implements AutoCloseable {
    private static final Path SSHD = Path.of("/usr/sbin/sshd");

    private final Path directory;
    private final Process process;
    private final int port;

    private OpenSshServer(Path directory, Process process, int port) {
        this.directory = directory;
        this.process = process;
        this.port = port;
    }

    /** Starts it; skips the test if it is not installed. */
    public static OpenSshServer start(Path directory) throws Exception {
        assumeTrue(Files.isExecutable(SSHD), "skipped: needs OpenSSH's server: apt-get install openssh-server");
        for (String type : List.of("ed25519", "ecdsa", "rsa")) {
            for (String of : List.of("host_", "user_")) {
                String key = directory.resolve(of + type).toString();
                run("ssh-keygen", "-q", "-t", type, "-N", "", "-f", key);
            }
        }
        Path known = directory.resolve("authorized_keys");
        Files.writeString(known, "");
        for (String type : List.of("ed25519", "ecdsa", "rsa")) {
            Files.writeString(
                    known, Files.readString(known) + Files.readString(directory.resolve("user_" + type + ".pub")));
        }
        Files.createDirectories(directory.resolve("files"));
        if (user().equals("root")) {
            // Debian creates it when the service starts
            Files.createDirectories(Path.of("/run/sshd"));
        }
        int port = Ports.free();
        Path config = Files.writeString(directory.resolve("sshd_config"), """
                ListenAddress 127.0.0.1
                Port %d
                HostKey %s
                HostKey %s
                HostKey %s
                AuthorizedKeysFile %s
                PidFile none
                StrictModes no
                UsePAM no
                PasswordAuthentication no
                KbdInteractiveAuthentication no
                PermitRootLogin prohibit-password
                Subsystem sftp internal-sftp -d %s
                """.formatted(
                        port,
                        directory.resolve("host_ed25519"),
                        directory.resolve("host_ecdsa"),
                        directory.resolve("host_rsa"),
                        known,
                        directory.resolve("files")));
        Process process = new ProcessBuilder(SSHD.toString(), "-D", "-e", "-f", config.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("sshd.log").toFile())
                .start();
        OpenSshServer server = new OpenSshServer(directory, process, port);
        await().atMost(Duration.ofSeconds(90)).until(server::listens);
        return server;
    }

    private boolean listens() throws IOException {
        if (!process.isAlive()) {
            throw new IOException("sshd ended: " + Files.readString(directory.resolve("sshd.log")));
        }
        return Ports.listens(port);
    }

    private static void run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(said);
        }
    }

    public static String user() {
        return System.getProperty("user.name");
    }

    public int port() {
        return port;
    }

    /** The user's private key of a type. */
    public String userKey(String type) throws IOException {
        return Files.readString(directory.resolve("user_" + type));
    }

    /** The server's public host key of a type. */
    public String hostKey(String type) throws IOException {
        return Files.readString(directory.resolve("host_" + type + ".pub"));
    }

    /** The user's start directory. */
    public Path files() {
        return directory.resolve("files");
    }

    /** All of the user's files, by path. */
    public List<String> names() throws IOException {
        try (Stream<Path> all = Files.walk(files())) {
            return all.filter(Files::isRegularFile)
                    .map(file -> files().relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    @Override
    public void close() {
        process.destroy();
    }
}
