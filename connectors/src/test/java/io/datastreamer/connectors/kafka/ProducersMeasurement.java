package io.datastreamer.connectors.kafka;

import com.sun.management.UnixOperatingSystemMXBean;
import io.datastreamer.connectors.Integrations;
import io.datastreamer.connectors.conformance.Documents;
import io.datastreamer.connectors.conformance.Sent;
import io.datastreamer.connectors.conformance.Streams;
import io.datastreamer.connectors.http.HttpSettings;
import io.datastreamer.connectors.http.HttpTransport;
import io.datastreamer.connectors.spi.Client;
import io.datastreamer.connectors.spi.Outcome;
import io.datastreamer.contract.ApiType;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Measures what streams to Kafka cost while they wait for the next document, with producers of Kafka's own client and
 * with ours. Not part of the suite; {@code -Dproducers=N} for other numbers than 1,000.
 */
class ProducersMeasurement {
    private static final int PRODUCERS = Integer.getInteger("producers", 1000);

    @TempDir
    Path dir;

    private record Cost(long heapBytes, int threads, long descriptors) {
        static Cost now() throws InterruptedException {
            for (int i = 0; i < 4; i++) {
                System.gc();
                TimeUnit.MILLISECONDS.sleep(200);
            }
            return new Cost(
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
                    ManagementFactory.getThreadMXBean().getThreadCount(),
                    ((UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                            .getOpenFileDescriptorCount());
        }

        String since(Cost before) {
            return "%,d bytes of heap and %.2f threads each; %,d file descriptors in all"
                    .formatted(
                            (heapBytes - before.heapBytes) / PRODUCERS,
                            (double) (threads - before.threads) / PRODUCERS,
                            descriptors - before.descriptors);
        }
    }

    @Test
    void measure() throws Exception {
        try (SecureBroker broker = SecureBroker.start(dir)) {
            broker.create("measured", 1, Map.of());
            Cost before = Cost.now();
            List<KafkaProducer<byte[], byte[]>> producers = new ArrayList<>();
            for (int i = 0; i < PRODUCERS; i++) {
                KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                        Map.of("bootstrap.servers", broker.address(SecureBroker.Door.OPEN), "acks", "all"),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
                producer.send(new ProducerRecord<>("measured", new byte[1000])).get();
                producers.add(producer);
            }
            System.out.println(
                    PRODUCERS + " of Kafka's producers: " + Cost.now().since(before));
            producers.forEach(KafkaProducer::close);

            before = Cost.now();
            List<Client> clients = new ArrayList<>();
            try (HttpTransport transport =
                    new HttpTransport(HttpSettings.DEFAULTS.withEgressAllow(List.of("127.0.0.1")))) {
                Integrations integrations = Integrations.standard(transport);
                for (int i = 0; i < PRODUCERS; i++) {
                    Client client = integrations.open(Streams.stream(
                            ApiType.KAFKA,
                            Map.of(
                                    "bootstrap_servers",
                                    broker.address(SecureBroker.Door.OPEN),
                                    "topic",
                                    "measured",
                                    "tls",
                                    "off")));
                    assertThat(Sent.of(client, Documents.batch(i))).isEqualTo(Outcome.delivered(200));
                    clients.add(client);
                }
                System.out.println(PRODUCERS + " of ours, some of them with a connection: "
                        + Cost.now().since(before));
                TimeUnit.SECONDS.sleep(22);
                System.out.println(PRODUCERS + " of ours, idle: " + Cost.now().since(before));
                clients.forEach(Client::close);
            }
        }
    }
}
