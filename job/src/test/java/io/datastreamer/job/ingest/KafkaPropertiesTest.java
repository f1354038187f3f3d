package io.datastreamer.job.ingest;

import io.datastreamer.job.config.StreamerConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import static org.assertj.core.api.Assertions.assertThat;

class KafkaPropertiesTest {
    @TempDir
    Path secrets;

    /** As the Helm chart does it: options, logs and the job's graph only contain the name of a file. */
    @Test
    void aPasswordMayStandInAFile() throws Exception {
        Files.writeString(secrets.resolve("id"), "from-a-file");
        StreamerConfig config = StreamerConfig.parse(
                "--network-records", "kafka:n",
                "--sims", "kafka:s",
                "--catalog", "kafka:c",
                "--streams", "kafka:d",
                "--kafka.bootstrap-servers", "broker:9092",
                "--kafka.config.providers", "directory",
                "--kafka.config.providers.directory.class",
                        "org.apache.kafka.common.config.provider.DirectoryConfigProvider",
                "--kafka.client.id", "${directory:" + secrets + ":id}");
        KafkaProperties properties = new KafkaProperties(config.kafka());

        assertThat(properties.consumer()).doesNotContainValue("from-a-file");
        assertThat(new AdminClientConfig(properties.admin()).getString("client.id"))
                .isEqualTo("from-a-file");
        var consumer = properties.consumer();
        consumer.put("key.deserializer", ByteArrayDeserializer.class);
        consumer.put("value.deserializer", ByteArrayDeserializer.class);
        assertThat(new ConsumerConfig(consumer).getString("client.id")).isEqualTo("from-a-file");
    }
}
