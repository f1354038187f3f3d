package io.datastreamer.job.mediate;

import io.datastreamer.job.record.NumberSpan;
import java.time.Duration;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import static org.assertj.core.api.Assertions.assertThat;

class GapFunctionTest {
    private static final Duration WAIT = Duration.ofMinutes(8);

    @Test
    void countsWhatHasNotComeInTime() throws Exception {
        OperatorSubtaskState state;
        try (Harness harness = new Harness()) {
            harness.open();
            harness.come(false, 1, 100);
            harness.come(false, 121, 200);
            harness.come(true, 7, 7);
            harness.come(true, 9, 9);
            harness.setProcessingTime(WAIT.toMillis() / 2);
            harness.come(false, 101, 110);
            state = harness.snapshot(1, 1);
        }
        try (Harness harness = new Harness()) {
            harness.initializeState(state);
            harness.open();
            harness.setProcessingTime(WAIT.toMillis() - 1);
            assertThat(harness.missing(false)).isZero();
            harness.setProcessingTime(2 * WAIT.toMillis());
            assertThat(harness.missing(false)).isEqualTo(10);
            assertThat(harness.missing(true)).isEqualTo(1);
            harness.come(false, 111, 120);
            harness.setProcessingTime(4 * WAIT.toMillis());
            assertThat(harness.missing(false)).isEqualTo(10);
            assertThat(harness.numProcessingTimeTimers()).isZero();
        }
    }

    private static final class Harness extends KeyedOneInputStreamOperatorTestHarness<String, NumberSpan, NumberSpan> {
        private final GapFunction function;

        Harness() throws Exception {
            this(new GapFunction(WAIT));
        }

        private Harness(GapFunction function) throws Exception {
            super(new KeyedProcessOperator<>(function), NumberSpan::key, Types.STRING);
            this.function = function;
        }

        void come(boolean ofFiles, long from, long to) throws Exception {
            processElement(new NumberSpan("pgw01", ofFiles, from, to), 0);
        }

        long missing(boolean ofFiles) {
            return function.missing(ofFiles);
        }
    }
}
