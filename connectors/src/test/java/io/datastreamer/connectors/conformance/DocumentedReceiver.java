package io.datastreamer.connectors.conformance;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** Runs a receiver from {@code docs/integrations.md}, word for word, in a separate process. */
public final class DocumentedReceiver implements AutoCloseable {
    private static final Path PAGE =
            Path.of(System.getProperty("test-tools.directory", "../test-tools"), "..", "docs", "integrations.md");
    private static final Duration LONG = Duration.ofMinutes(2);

    private final Path dir;
    private final int port;
    private final Process process;

    /** The languages of the page's receivers. */
    public enum Language {
        NODE("Node", "receiver.mjs", "node", "--version", "Node 20 or later"),
        PYTHON("Python", "receiver.py", "python3", "--version", "Python 3"),
        GO("Go", "receiver.go", "go", "version", "Go"),
        JAVA("Java", "Receiver.java", java(), "-version", "a JDK");

        private final String title;
        private final String file;
        private final String program;
        private final String question;
        private final String needed;

        Language(String title, String file, String program, String question, String needed) {
            this.title = title;
            this.file = file;
            this.program = program;
            this.question = question;
            this.needed = needed;
        }
    }

    private DocumentedReceiver(Path dir, int port, Process process) {
        this.dir = dir;
        this.port = port;
        this.process = process;
    }

    /**
     * Starts it with the state that it kept in the directory; skips the test if the language is not installed.
     *
     * @param dir its working directory
     * @param secret the secret for signed requests
     */
    public static DocumentedReceiver start(Language language, Path dir, String secret) throws Exception {
        assumeTrue(ends(language.program, language.question), "skipped: needs " + language.needed);
        Files.writeString(dir.resolve(language.file), Snippets.of(PAGE, "receiver: " + language.title));
        int port = Ports.free();
        ProcessBuilder command = new ProcessBuilder(command(language, dir)).directory(dir.toFile());
        command.environment().put("PORT", Integer.toString(port));
        command.environment().put("WEBHOOK_SECRET", secret);
        command.redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(dir.resolve("log").toFile()));
        DocumentedReceiver receiver = new DocumentedReceiver(dir, port, command.start());
        await().atMost(LONG).until(receiver::listens);
        return receiver;
    }

    private static List<String> command(Language language, Path dir) throws Exception {
        return switch (language) {
            case NODE -> List.of("node", language.file);
            case PYTHON -> List.of("python3", language.file);
            case GO -> {
                built(dir, language.file);
                yield List.of(dir.resolve("receiver").toString());
            }
            case JAVA -> List.of(java(), "-XX:TieredStopAtLevel=1", "-cp", jackson(), language.file);
        };
    }

    // as test-tools/kubernetes builds, so that both find the same packages in the cache
    private static void built(Path dir, String file) throws Exception {
        ProcessBuilder build = new ProcessBuilder("go", "build", "-trimpath", "-o", "receiver", file)
                .directory(dir.toFile())
                .redirectErrorStream(true);
        build.environment().put("CGO_ENABLED", "0");
        Process building = build.start();
        String said = new String(building.getInputStream().readAllBytes(), UTF_8);
        if (building.waitFor() != 0) {
            throw new IllegalStateException(said);
        }
    }

    private static String jackson() {
        return Arrays.stream(System.getProperty("java.class.path").split(Pattern.quote(File.pathSeparator)))
                .filter(path -> path.contains("jackson-"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** Where to send documents. */
    public String url() {
        return "http://127.0.0.1:" + port + "/";
    }

    /** The documents that it has stored: a line of JSON each, in the order of arrival. */
    public List<String> documents() throws IOException {
        Path kept = dir.resolve("documents.jsonl");
        return Files.exists(kept)
                ? Files.readAllLines(kept).stream()
                        .filter(line -> !line.isEmpty())
                        .toList()
                : List.of();
    }

    private boolean listens() throws IOException {
        if (!process.isAlive()) {
            throw new IllegalStateException("it has ended: " + Files.readString(dir.resolve("log")));
        }
        return Ports.listens(port);
    }

    private static boolean ends(String... command) throws InterruptedException {
        try {
            Process probe = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return probe.waitFor(60, TimeUnit.SECONDS) && probe.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** Kills it, like a crash. */
    @Override
    public void close() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }
}
