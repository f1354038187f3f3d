package io.datastreamer.testbed.cluster;

import io.datastreamer.tools.process.ChildJvm;
import io.datastreamer.tools.process.FreePort;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

/** The ZooKeeper that comes with Flink, with one peer, in a separate process. */
final class ZooKeeper implements AutoCloseable {
    private static final String MAIN = "org.apache.flink.runtime.zookeeper.FlinkZooKeeperQuorumPeer";
    private static final int STARTS_WITHIN_SECONDS = 90;
    private static final int ANSWERS_WITHIN_MILLIS = 1000;
    private static final int ASK_AGAIN_MILLIS = 100;

    private final ChildJvm process;
    private final int port;

    private ZooKeeper(ChildJvm process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts it, and returns once it answers. */
    static ZooKeeper start(FlinkLibraries libraries, Path dir) throws IOException, InterruptedException {
        int port = FreePort.find();
        Path data = Files.createDirectories(dir.resolve("zookeeper"));
        Path config = dir.resolve("zoo.cfg");
        Files.writeString(
                config,
                String.join(
                        "\n",
                        "tickTime=500",
                        "initLimit=10",
                        "syncLimit=5",
                        "dataDir=" + data,
                        "clientPort=" + port,
                        "clientPortAddress=127.0.0.1",
                        "admin.enableServer=false",
                        "4lw.commands.whitelist=ruok",
                        "server.1=127.0.0.1:" + FreePort.find() + ":" + FreePort.find(),
                        ""),
                UTF_8);
        ZooKeeper zooKeeper = new ZooKeeper(
                ChildJvm.start(new ChildJvm.Command(
                        "ZooKeeper",
                        List.of(
                                "-Xmx128m",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-Dlog4j2.configurationFile=" + libraries.logging()),
                        libraries.classPath(),
                        MAIN,
                        List.of("--zkConfigFile", config.toString(), "--peerId", "1"),
                        Map.of(),
                        dir.resolve("zookeeper.log"))),
                port);
        zooKeeper.awaitStart();
        return zooKeeper;
    }

    /** Its address for clients, as {@code HOST:PORT}. */
    String address() {
        return "127.0.0.1:" + port;
    }

    @Override
    public void close() throws InterruptedException {
        process.close();
    }

    private void awaitStart() throws IOException, InterruptedException {
        long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(STARTS_WITHIN_SECONDS);
        while (!answers()) {
            if (!process.isAlive() || System.nanoTime() > giveUp) {
                process.kill();
                throw new IOException("ZooKeeper does not start:\n" + process.lastWords());
            }
            TimeUnit.MILLISECONDS.sleep(ASK_AGAIN_MILLIS);
        }
    }

    private boolean answers() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), ANSWERS_WITHIN_MILLIS);
            socket.setSoTimeout(ANSWERS_WITHIN_MILLIS);
            OutputStream out = socket.getOutputStream();
            out.write("ruok".getBytes(US_ASCII));
            out.flush();
            return new String(socket.getInputStream().readNBytes(4), US_ASCII).equals("imok");
        } catch (IOException e) {
            return false;
        }
    }
}
