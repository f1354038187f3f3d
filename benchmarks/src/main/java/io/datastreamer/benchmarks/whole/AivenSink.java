package io.datastreamer.benchmarks.whole;

import io.datastreamer.benchmarks.rig.Setting;
import io.datastreamer.benchmarks.rival.RivalOptions;
import io.datastreamer.tools.Arguments.BadArgument;
import io.datastreamer.tools.generate.Load;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Aiven's HTTP sink in a worker of Kafka Connect: what both are told, and where their libraries are. Maven has those of
 * Kafka Connect; the sink is in no registry, so people unpack its release beside the benchmarks, or say where it is.
 *
 * @param plugins the directory that the sink's release was unpacked in
 * @param library a directory with Kafka Connect, and nothing of ours
 */
record AivenSink(Path plugins, Path library) {
    /** The option that says where the sink is. */
    static final String OPTION = "aiven";

    static final String MAIN = "org.apache.kafka.connect.cli.ConnectStandalone";
    private static final String CONNECTOR = "io.aiven.kafka.connect.http.HttpSinkConnector";
    private static final String STRINGS = "org.apache.kafka.connect.storage.StringConverter";
    private static final int DEPTH = 3;
    private static final int BATCH = 500;
    /** As many as a fetch brings: with the default, a task would get a batch at a time. */
    private static final int MOST_A_POLL = 5000;

    private static final int FETCH_BYTES = 4 << 20;

    static AivenSink of(Setting setting) {
        String plugins = setting.arguments().text(OPTION);
        Path root = setting.root();
        return new AivenSink(
                plugins == null ? root.resolve("benchmarks/aiven") : Path.of(plugins),
                root.resolve("benchmarks/target/connect-lib"));
    }

    /** Whether its release was unpacked. */
    boolean isThere() {
        if (!Files.isDirectory(plugins)) {
            return false;
        }
        try (Stream<Path> files = Files.walk(plugins, DEPTH, FileVisitOption.FOLLOW_LINKS)) {
            return files.anyMatch(file -> file.getFileName().toString().endsWith(".jar"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws BadArgument says how to get it, when it is not there */
    void require() throws BadArgument {
        if (!isThere()) {
            throw new BadArgument("--rivals aiven: there are no jars in " + plugins
                    + ". Unpack a release of https://github.com/Aiven-Open/http-connector-for-apache-kafka there, or say"
                    + " with --" + OPTION + " DIR where it is.");
        }
    }

    /** Has Maven copy Kafka Connect, unless it has been done. */
    void prepare(Path root) throws IOException, InterruptedException {
        Path pom = root.resolve("benchmarks/connect/pom.xml");
        Path stamp = library.resolve("complete.stamp");
        if (isNewer(stamp, pom) && isNewer(stamp, root.resolve("pom.xml"))) {
            return;
        }
        Files.createDirectories(library);
        try (Stream<Path> old = Files.list(library)) {
            for (Path file : old.toList()) {
                Files.delete(file);
            }
        }
        Path log = library.resolveSibling("connect-lib.log");
        Process maven = new ProcessBuilder(
                        root.resolve("mvnw").toString(),
                        "-q",
                        "-f",
                        pom.toString(),
                        "dependency:copy-dependencies",
                        "-DincludeScope=runtime",
                        "-DoutputDirectory=" + library)
                .directory(root.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (maven.waitFor() != 0) {
            throw new IOException("Maven cannot copy Kafka Connect:\n" + Files.readString(log, UTF_8));
        }
        Files.createFile(stamp);
    }

    private static boolean isNewer(Path file, Path than) throws IOException {
        return Files.exists(file) && Files.getLastModifiedTime(file).compareTo(Files.getLastModifiedTime(than)) > 0;
    }

    /**
     * Writes the files that a worker is started with: its own, and a sink's for each organisation.
     *
     * @param dir a directory for them
     * @param port that the worker listens on
     * @return the arguments of {@link #MAIN}
     */
    List<String> write(Path dir, String broker, int port, Load load, String receiver) throws IOException {
        Files.createDirectories(dir);
        List<String> files = new ArrayList<>();
        files.add(store(dir.resolve("worker.properties"), worker(broker, port, dir.resolve("offsets"))));
        for (int i = 0; i < load.organisations(); i++) {
            long organisation = load.organisationId(i);
            files.add(store(dir.resolve("sink-" + organisation + ".properties"), sink(organisation, receiver)));
        }
        return files;
    }

    /** What the worker is told. */
    Map<String, String> worker(String broker, int port, Path offsets) {
        return Map.ofEntries(
                Map.entry("bootstrap.servers", broker),
                Map.entry("listeners", "http://127.0.0.1:" + port),
                Map.entry("offset.storage.file.filename", offsets.toString()),
                Map.entry("plugin.path", plugins.toAbsolutePath().toString()),
                Map.entry("plugin.discovery", "service_load"),
                Map.entry("key.converter", STRINGS),
                Map.entry("value.converter", STRINGS),
                Map.entry("consumer.isolation.level", "read_committed"),
                Map.entry("consumer.max.poll.records", Integer.toString(MOST_A_POLL)),
                Map.entry("consumer.max.partition.fetch.bytes", Integer.toString(FETCH_BYTES)));
    }

    /** What an organisation's sink is told. */
    static Map<String, String> sink(long organisationId, String receiver) {
        String stream = RivalOptions.stream(organisationId);
        return Map.ofEntries(
                Map.entry("name", stream),
                Map.entry("connector.class", CONNECTOR),
                Map.entry("tasks.max", "1"),
                Map.entry("topics", DocumentTopics.topic(organisationId)),
                Map.entry("http.url", receiver + "/" + stream),
                Map.entry("http.authorization.type", "none"),
                Map.entry("http.headers.content.type", "application/json"),
                Map.entry("batching.enabled", "true"),
                Map.entry("batch.max.size", Integer.toString(BATCH)),
                Map.entry("batch.prefix", "["),
                Map.entry("batch.suffix", "]"),
                Map.entry("batch.separator", ","));
    }

    private static String store(Path file, Map<String, String> settings) throws IOException {
        Properties properties = new Properties();
        properties.putAll(settings);
        try (Writer out = Files.newBufferedWriter(file, UTF_8)) {
            properties.store(out, null);
        }
        return file.toString();
    }
}
