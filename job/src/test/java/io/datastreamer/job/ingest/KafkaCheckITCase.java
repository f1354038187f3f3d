package io.datastreamer.job.ingest;

import io.datastreamer.job.config.OptionException;
import io.datastreamer.job.config.StreamerConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What an operator reads when Kafka is not as it should be. */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class KafkaCheckITCase {
    private static KafkaTestBroker broker;

    @BeforeAll
    static void startBroker() throws Exception {
        broker = new KafkaTestBroker();
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
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        assertRefused("--kafka.bootstrap-servers=127.0.0.1:" + port)
                .withMessageStartingWith(
                        "--kafka.bootstrap-servers 127.0.0.1:" + port + ": no broker can be reached (127.0.0.1:" + port)
                .withMessageContaining("Start Kafka, or correct the address.");
    }

    @Test
    void addressWhereNoBrokerAnswersIsNamed() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            assertRefused("--kafka.bootstrap-servers=127.0.0.1:" + silent.getLocalPort())
                    .withMessageContaining("no broker answers within 10 s");
        }
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
