package io.datastreamer.benchmarks.rig;

import io.datastreamer.benchmarks.report.Samples;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class TurnTest {
    @Test
    void theRateLeavesOutHowItBegan() {
        // 30 documents in the first hour, then one each second
        long[] arrivedAt = new long[100];
        for (int i = 0; i < 100; i++) {
            long seconds = i < 30 ? 1 + i : 3600 + i;
            arrivedAt[99 - i] = TimeUnit.SECONDS.toNanos(seconds);
        }
        assertThat(Turn.steadyRate(arrivedAt)).isCloseTo(70 / 69.0, within(1e-9));
    }

    @Test
    void thereIsNoRateWhenADocumentIsMissing() {
        assertThat(Turn.steadyRate(new long[] {5, 0, 7})).isNaN();
        assertThat(Turn.steadyRate(new long[0])).isNaN();
    }

    @Test
    void medianAndSpreadAreOfAllRounds() {
        Samples odd = Samples.of(List.of(3.0, 1.0, 20.0), value -> value);
        assertThat(odd.median()).isEqualTo(3);
        assertThat(odd.spread()).isEqualTo("1.00 to 20.0");
        assertThat(Samples.of(List.of(1.0, 3.0), value -> value).median()).isEqualTo(2);
        assertThat(Samples.of(List.of(1.0, Double.NaN), value -> value).median())
                .isNaN();
        assertThat(Samples.of(List.<Double>of(), value -> value).median()).isNaN();
    }

    @Test
    void threadsAreToldApartByTheirStage() {
        assertThat(Stages.ofThread("Source: network-records -> decode-network-records (1/2)#0"))
                .isEqualTo(Stages.READ);
        assertThat(Stages.ofThread("Source Data Fetcher for Source: network-records"))
                .isEqualTo(Stages.READ);
        assertThat(Stages.ofThread("enrich -> normalize (2/2)#0")).isEqualTo(Stages.ENRICH);
        assertThat(Stages.ofThread("deliver (1/2)#0")).isEqualTo(Stages.DELIVER);
        assertThat(Stages.ofThread("C2 CompilerThread0")).isEqualTo(JvmMeter.JVM);
        assertThat(Stages.ofThread("flink-pekko.actor.default-dispatcher-4")).isEqualTo(Stages.OTHER);
    }
}
