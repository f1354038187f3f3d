package io.datastreamer.tools.broker;

import io.datastreamer.tools.process.FreePort;
import io.datastreamer.tools.simulate.KafkaOutput;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class BrokerTest {
    @TempDir
    Path dir;

    @Test
    void itGoesOnWithWhatAnEarlierOneHasLeft() throws Exception {
        InetSocketAddress at = new InetSocketAddress(InetAddress.getLoopbackAddress(), FreePort.find());
        String clients = "localhost:" + at.getPort();
        try (Broker broker = Broker.start(dir, at, "localhost")) {
            Topics.create(broker.address());
            assertThat(Topics.DATA_STREAMS.isEmpty(clients)).isTrue();
            try (KafkaOutput kafka = new KafkaOutput(clients)) {
                kafka.write(Topics.DATA_STREAMS.topic(), "a", "{}".getBytes(UTF_8));
                kafka.flush();
            }
        }
        try (Broker broker = Broker.start(dir, at, "localhost")) {
            Topics.create(broker.address());
            assertThat(Topics.DATA_STREAMS.isEmpty(clients)).isFalse();
            assertThat(Topics.SIMS.isEmpty(clients)).isTrue();
        }
    }
}
