package io.datastreamer.tools.broker;

import io.datastreamer.tools.process.ChildJvm;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;

/**
 * A Kafka broker in a separate process, which can be stopped in any way and started again on the same ports and data.
 * Needs Kafka's server on the class path of this process.
 */
public final class BrokerProcess implements AutoCloseable {
    private static final Duration STARTS_WITHIN = Duration.ofMinutes(2);
    private static final int ASK_AGAIN_MILLIS = 200;

    private final Storage storage;
    private final Path log;
    private final Path logging;
    private @Nullable ChildJvm process;

    private BrokerProcess(Storage storage, Path log, Path logging) {
        this.storage = storage;
        this.log = log;
        this.logging = logging;
    }

    /**
     * Starts it, and returns once it accepts requests.
     *
     * @param dir the directory of its data and its log
     * @param logging the configuration of its logging
     */
    public static BrokerProcess start(Path dir, Path logging) throws IOException, InterruptedException {
        Properties more = new Properties();
        // a killed broker is considered dead, and may register again, after this time
        more.setProperty("broker.session.timeout.ms", "2000");
        more.setProperty("broker.heartbeat.interval.ms", "500");
        BrokerProcess broker = new BrokerProcess(Storage.make(dir, more), dir.resolve("kafka.log"), logging);
        broker.start();
        return broker;
    }

    /** The address for clients, as {@code HOST:PORT}. */
    public String address() {
        return storage.address();
    }

    /**
     * Starts it again, and returns once it accepts requests.
     *
     * @throws IOException when it ends, or accepts none for a long time; the message holds its last output
     */
    public void start() throws IOException, InterruptedException {
        ChildJvm started = ChildJvm.start(new ChildJvm.Command(
                "the Kafka broker",
                List.of(
                        "-Xmx384m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Dlog4j2.configurationFile=" + logging),
                List.of(System.getProperty("java.class.path").split(File.pathSeparator, -1)),
                "kafka.Kafka",
                List.of(storage.file().toString()),
                Map.of(),
                log));
        process = started;
        long giveUp = System.nanoTime() + STARTS_WITHIN.toNanos();
        while (!answers()) {
            if (!started.isAlive() || System.nanoTime() > giveUp) {
                started.kill();
                throw new IOException("the Kafka broker does not start:\n" + started.lastWords());
            }
            TimeUnit.MILLISECONDS.sleep(ASK_AGAIN_MILLIS);
        }
    }

    public boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** Kills it at once, like {@code kill -9}. */
    public void kill() throws InterruptedException {
        if (process != null) {
            process.kill();
        }
    }

    /** Shuts it down properly. */
    @Override
    public void close() throws InterruptedException {
        if (process != null) {
            process.close();
        }
    }

    private boolean answers() throws InterruptedException {
        try (Admin admin = Admin.create(
                Map.of("bootstrap.servers", address(), "request.timeout.ms", 2000, "default.api.timeout.ms", 2000))) {
            return !admin.describeCluster().nodes().get(3, TimeUnit.SECONDS).isEmpty();
        } catch (ExecutionException | TimeoutException e) {
            return false;
        }
    }
}
