package io.datastreamer.job.ingest;

import io.datastreamer.connectors.conformance.Ports;
import io.datastreamer.connectors.kafka.TestBroker;
import io.datastreamer.job.config.OptionException;
import io.datastreamer.job.config.StreamerConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Checks what an operator reads when something is wrong with Kafka. */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class KafkaCheckITCase {
    private static TestBroker broker;

    @BeforeAll
    static void startBroker() throws Exception {
        broker = new TestBroker();
        broker.create("here");
    }

    @AfterAll
    static void stopBroker() throws Exception {
        broker.close();
    }

    @Test
    void topicsThatExistAreFine() {
        assertThatCode(() -> check("--kafka.bootstrap-servers=" + broker.address()))
                .doesNotThrowAnyException();
    }

    @Test
    void missingTopicIsNamed() {
        assertRefused("--kafka.bootstrap-servers=" + broker.address(), "--status=kafka:nowhere")
                .withMessageContaining("--status kafka:nowhere: the topic nowhere does not exist at ")
                .withMessageContaining("Create it");
    }

    @Test
    void brokerThatIsNotThereIsNamed() throws IOException {
        int port = Ports.free();
        assertRefused("--kafka.bootstrap-servers=127.0.0.1:" + port)
                .withMessageStartingWith(
                        "--kafka.bootstrap-servers 127.0.0.1:" + port + ": no broker can be reached (127.0.0.1:" + port)
                .withMessageContaining("Start Kafka, or correct the address.");
    }

    @Test
    void addressWhereNoBrokerAnswersIsNamed() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            assertRefused("--kafka.bootstrap-servers=127.0.0.1:" + silent.getLocalPort(), "--start-timeout=300 ms")
                    .withMessageContaining("no broker answers within 300 ms, asked twice")
                    .withMessageContaining("--start-timeout waits longer");
        }
    }

    @Test
    void brokerThatAnswersAtTheSecondTryIsFine() throws Exception {
        try (SlowDoor door = new SlowDoor(broker.address())) {
            assertThatCode(() -> check("--kafka.bootstrap-servers=" + door.address(), "--start-timeout=3 s"))
                    .doesNotThrowAnyException();
            assertThat(door.accepted()).isGreaterThan(SlowDoor.HELD_UP);
        }
    }

    @Test
    void outputThatTakesSmallRecordsOnlyIsNamed() throws Exception {
        broker.create("small", Map.of("max.message.bytes", "100000"));
        String servers = "--kafka.bootstrap-servers=" + broker.address();
        assertRefused(servers, "--rejected=kafka:small")
                .withMessageContaining("--rejected kafka:small: the topic takes records of 100000 bytes")
                .withMessageContaining("set --kafka.max.request.size 100000");
        assertThatCode(() -> check(servers, "--rejected=kafka:small", "--kafka.max.request.size=100000"))
                .doesNotThrowAnyException();
    }

    @Test
    void badAddressAndBadPropertyAreNamed() {
        assertRefused("--kafka.bootstrap-servers=localhost")
                .withMessageContaining("--kafka.bootstrap-servers localhost: 'localhost' is not HOST:PORT");
        assertRefused("--kafka.bootstrap-servers=absent.invalid:9092")
                .withMessageContaining("absent.invalid:9092: unknown host");
        assertRefused("--kafka.bootstrap-servers=" + broker.address(), "--kafka.security.protocol=NONE")
                .withMessageContaining("--kafka.*: Kafka's client refuses these properties")
                .withMessageContaining("security.protocol");
    }

    /**
     * Passes connections on to a broker, except the first ones: the one that looks for the broker, and the one that
     * asks it.
     */
    private static final class SlowDoor implements AutoCloseable {
        static final int HELD_UP = 2;

        private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        private final ExecutorService threads = Executors.newCachedThreadPool();
        private final List<Socket> accepted = new CopyOnWriteArrayList<>();
        private final String host;
        private final int port;

        SlowDoor(String address) throws IOException {
            this.host = address.substring(0, address.lastIndexOf(':'));
            this.port = Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
            threads.execute(this::accept);
        }

        String address() {
            return "127.0.0.1:" + door.getLocalPort();
        }

        int accepted() {
            return accepted.size();
        }

        private void accept() {
            try {
                while (true) {
                    Socket from = door.accept();
                    accepted.add(from);
                    if (accepted.size() > HELD_UP) {
                        Socket to = new Socket(host, port);
                        threads.execute(() -> pass(from, to));
                        threads.execute(() -> pass(to, from));
                    }
                }
            } catch (IOException e) {
                // closed
            }
        }

        private static void pass(Socket from, Socket to) {
            try (from;
                    to) {
                from.getInputStream().transferTo(to.getOutputStream());
            } catch (IOException e) {
                // one of the two has closed the connection
            }
        }

        @Override
        public void close() throws IOException {
            door.close();
            for (Socket from : accepted) {
                from.close();
            }
            threads.shutdownNow();
        }
    }

    private static ThrowableAssertAlternative<OptionException> assertRefused(String... options) {
        return assertThatExceptionOfType(OptionException.class).isThrownBy(() -> check(options));
    }

    private static void check(String... options) throws OptionException {
        List<String> args = new ArrayList<>(Arrays.asList(options));
        for (String end : List.of("network-records", "sims", "catalog", "streams")) {
            args.add("--" + end + "=kafka:here");
        }
        Ends.of(StreamerConfig.parse(args.toArray(String[]::new))).check();
    }
}
