package io.datastreamer.connectors.s3;

import io.datastreamer.connectors.conformance.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

/** An S3 server (s3proxy) in a separate process, which checks signatures. Its buckets are folders of plain files. */
public final class S3Server implements AutoCloseable {
    public static final String ACCESS_KEY_ID = "AKIDTEST";
    public static final String SECRET_ACCESS_KEY = "the-secret-of-the-server";

    /** The server's host name; a bucket may precede it. */
    public static final String HOST = "stores.test";

    /** The server writes an object under such a name, and renames it when it is complete. */
    private static final Pattern BEING_WRITTEN = Pattern.compile(".*-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final Path buckets;
    private final int port;
    private final Process process;

    private S3Server(Path buckets, int port, Process process) {
        this.buckets = buckets;
        this.port = port;
        this.process = process;
    }

    /** Starts a server that keeps its data in a directory. */
    public static S3Server start(Path directory) throws IOException {
        return start(directory, "");
    }

    /** The same, with buckets in the host name instead of the path. */
    public static S3Server startWithBucketsInItsName(Path directory) throws IOException {
        return start(directory, "s3proxy.virtual-host=" + HOST);
    }

    private static S3Server start(Path directory, String more) throws IOException {
        Path buckets = Files.createDirectories(directory.resolve("buckets"));
        int port = Ports.free();
        Path settings = Files.writeString(directory.resolve("s3proxy.properties"), """
                s3proxy.endpoint=http://127.0.0.1:%d
                %s
                s3proxy.authorization=aws-v4
                s3proxy.identity=%s
                s3proxy.credential=%s
                jclouds.provider=filesystem-nio2
                jclouds.filesystem.basedir=%s
                jclouds.identity=x
                jclouds.credential=x
                """.formatted(
                        port, more, ACCESS_KEY_ID, SECRET_ACCESS_KEY, buckets));
        ProcessBuilder command = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-jar",
                System.getProperty("s3proxy.jar"),
                "--properties",
                settings.toString());
        command.environment().put("LOG_LEVEL", "warn");
        command.redirectErrorStream(true)
                .redirectOutput(directory.resolve("s3proxy.log").toFile());
        S3Server server = new S3Server(buckets, port, command.start());
        await().atMost(Duration.ofSeconds(90)).until(server::listens);
        return server;
    }

    public String url() {
        return "http://127.0.0.1:" + port;
    }

    public int port() {
        return port;
    }

    public void createBucket(String name) throws IOException {
        Files.createDirectories(buckets.resolve(name));
    }

    /** The content of an object. */
    public byte[] bytes(String bucket, String name) throws IOException {
        return Files.readAllBytes(buckets.resolve(bucket).resolve(name));
    }

    /** The text objects of a bucket by name, without those that are being written. */
    public Map<String, String> objects(String bucket) {
        Path root = buckets.resolve(bucket);
        try (Stream<Path> files = Files.walk(root)) {
            Map<String, String> objects = new TreeMap<>();
            List<Path> found = files.filter(Files::isRegularFile)
                    .filter(file -> !BEING_WRITTEN.matcher(file.toString()).matches())
                    .toList();
            for (Path file : found) {
                objects.put(root.relativize(file).toString(), new String(Files.readAllBytes(file), UTF_8));
            }
            return objects;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean listens() {
        if (!process.isAlive()) {
            throw new IllegalStateException("s3proxy ended; see s3proxy.log");
        }
        return Ports.listens(port);
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
