package io.datastreamer.testbed.chaos;

import io.datastreamer.tools.process.Parts;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * A round of {@code ./streamer chaos} with the most demanding acts, one after another. Only the command judges how long
 * a recovery takes. Needs the job's jar.
 */
class ChaosITCase {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    @TempDir
    Path dir;

    @Test
    void nothingIsLostWhateverIsKilled() throws Exception {
        try (Parts parts = new Parts("test")) {
            Scene scene = Scene.start(ROOT, dir, 4, 60, parts);
            Round round = new ChaosRun(scene, new SplittableRandom(4))
                    .play(List.of(Act.CHANGE_SETTINGS, Act.STORAGE_FAILS_AND_KILL, Act.KILL_JOB_MANAGER));

            assertThat(round.totals().balances()).allSatisfy((subscription, balance) -> {
                assertThat(balance.expected()).as(subscription.streamId()).isPositive();
                assertThat(balance.holds())
                        .as(subscription.streamId() + " " + balance)
                        .isTrue();
            });
            assertThat(round.totals().rejected()).isEqualTo(round.totals().damaged());
            assertThat(scene.job().restored())
                    .as("restores that this JobManager made")
                    .isPositive();
        }
    }
}
