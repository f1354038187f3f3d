package io.datastreamer.job.ingest;

import java.util.Map;
import org.junit.jupiter.api.Test;
import static org.assertj.core.api.Assertions.assertThat;

class KafkaPropertiesTest {
    private final KafkaProperties properties = new KafkaProperties(Map.of(
            "bootstrap.servers", "here:9092",
            "max.poll.records", "10",
            "linger.ms", "20",
            "my.plugin.setting", "x"));

    @Test
    void eachClientIsGivenWhatIsItsOwnOrWhatNoneOfThemKnows() {
        assertThat(properties.consumer()).containsKeys("bootstrap.servers", "max.poll.records", "my.plugin.setting");
        assertThat(properties.consumer()).doesNotContainKey("linger.ms");
        assertThat(properties.producer()).containsOnlyKeys("bootstrap.servers", "linger.ms", "my.plugin.setting");
        assertThat(properties.admin()).containsOnlyKeys("bootstrap.servers", "my.plugin.setting");
    }

    @Test
    void consumersReadCommittedRecordsInOurGroupUnlessToldOtherwise() {
        assertThat(properties.consumer())
                .containsEntry("group.id", "data-streamer")
                .containsEntry("isolation.level", "read_committed");
        assertThat(new KafkaProperties(Map.of("group.id", "mine", "isolation.level", "read_uncommitted")).consumer())
                .containsEntry("group.id", "mine")
                .containsEntry("isolation.level", "read_uncommitted");
    }
}
