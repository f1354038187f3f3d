package io.datastreamer.job.config;

import org.apache.flink.configuration.CheckpointingOptions;
import org.junit.jupiter.api.Test;
import static org.assertj.core.api.Assertions.assertThat;

class FlinkSettingsTest {
    private static final String TOLERABLE = "--flink.execution.checkpointing.tolerable-failed-checkpoints";

    @Test
    void onAClusterFailedCheckpointsRestartNothingUnlessTheOperatorSaysSo() throws OptionException {
        assertThat(tolerable()).isEqualTo(Integer.MAX_VALUE);
        assertThat(tolerable(TOLERABLE, "3")).isEqualTo(3);
    }

    private static int tolerable(String... more) throws OptionException {
        String[] ends = {"--network-records", "file:n", "--sims", "file:s", "--catalog", "file:c", "--streams", "file:d"
        };
        String[] args = new String[ends.length + more.length];
        System.arraycopy(ends, 0, args, 0, ends.length);
        System.arraycopy(more, 0, args, ends.length, more.length);
        return FlinkSettings.forCluster(StreamerConfig.parse(args)).get(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER);
    }
}
