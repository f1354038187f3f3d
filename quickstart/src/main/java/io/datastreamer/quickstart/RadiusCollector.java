package io.datastreamer.quickstart;

import io.datastreamer.tools.process.ChildJvm;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import static java.nio.charset.StandardCharsets.US_ASCII;

/**
 * The collector in a separate process, as {@code ./streamer collect radius} starts it, and a gateway that sends to it:
 * one request at a time, repeated each second until it is answered.
 */
final class RadiusCollector implements AutoCloseable {
    /** The topic of its records. */
    static final String TOPIC = "radius";

    private static final Pattern PORT = Pattern.compile("collect: radius at udp port (\\d+)");
    private static final String SECRET = "quickstart";
    private static final int AGAIN_MILLIS = 1000;
    private static final int STARTS_WITHIN_SECONDS = 120;
    private static final int ANSWERS_WITHIN_SECONDS = 60;

    private final ChildJvm process;
    private final DatagramSocket socket;
    private int port;
    private int identifier;

    private RadiusCollector(ChildJvm process, DatagramSocket socket) {
        this.process = process;
        this.socket = socket;
    }

    /**
     * Creates the topic and starts it.
     *
     * @param root the launcher's directory, where it is built
     * @param dir the directory for its file of elements and its log
     * @throws IOException when it is not built, or cannot be started
     */
    static RadiusCollector start(Path root, String bootstrapServers, Path dir)
            throws IOException, InterruptedException, ExecutionException {
        Path jar = root.resolve("collect/target/streamer-collect.jar");
        if (!Files.exists(jar)) {
            throw new IOException(jar + " is missing: build it with ./mvnw -DskipTests package");
        }
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            admin.createTopics(List.of(new NewTopic(TOPIC, 2, (short) 1))).all().get();
        }
        Path elements = dir.resolve("elements.yaml");
        Files.writeString(elements, "gateway: {address: 127.0.0.1, secret: " + SECRET + "}\n");
        ChildJvm process = ChildJvm.start(new ChildJvm.Command(
                "collector",
                List.of(
                        "-Xmx192m",
                        "-XX:+UseSerialGC",
                        "-Dlog4j2.configurationFile=" + root.resolve("deploy/conf/log4j2-collect.properties")),
                List.of(jar.toString(), root.resolve("collect/target/lib") + "/*"),
                "io.datastreamer.collect.Collect",
                List.of(
                        "radius",
                        "--listen.port",
                        "0",
                        "--metrics.port",
                        "0",
                        "--elements",
                        elements.toString(),
                        "--to",
                        "kafka:" + TOPIC,
                        "--kafka.bootstrap-servers",
                        bootstrapServers),
                Map.of(),
                dir.resolve("collector.log")));
        return new RadiusCollector(process, new DatagramSocket(0, InetAddress.getLoopbackAddress()));
    }

    /**
     * Sends blocks of accounting, and returns when all are answered, which means that they are in the topic.
     *
     * @throws IOException when the collector has ended, or does not answer
     */
    void send(byte[] blocks) throws IOException {
        for (String block : new String(blocks, US_ASCII).split("\n\n", -1)) {
            if (!block.isBlank()) {
                ask(RadiusRequest.of(block, identifier++ % 256, SECRET));
            }
        }
    }

    private void ask(byte[] request) throws IOException {
        InetAddress address = InetAddress.getLoopbackAddress();
        int to = port();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(ANSWERS_WITHIN_SECONDS);
        socket.setSoTimeout(AGAIN_MILLIS);
        DatagramPacket answer = new DatagramPacket(new byte[4096], 4096);
        while (System.nanoTime() < end && process.isAlive()) {
            socket.send(new DatagramPacket(request, request.length, address, to));
            try {
                do {
                    socket.receive(answer);
                } while (answer.getData()[1] != request[1]);
                return;
            } catch (SocketTimeoutException e) {
                // it is asked again
            }
        }
        throw new IOException("the collector does not answer:\n" + process.lastWords());
    }

    // available once it is in the output
    private int port() throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(STARTS_WITHIN_SECONDS);
        while (port == 0) {
            Matcher said = PORT.matcher(process.said());
            if (said.find()) {
                port = Integer.parseInt(said.group(1));
            } else if (!process.isAlive() || System.nanoTime() > end) {
                throw new IOException("the collector has not started:\n" + process.lastWords());
            } else {
                pause();
            }
        }
        return port;
    }

    private static void pause() throws IOException {
        try {
            TimeUnit.MILLISECONDS.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    @Override
    public void close() throws InterruptedException {
        socket.close();
        process.close();
    }
}
