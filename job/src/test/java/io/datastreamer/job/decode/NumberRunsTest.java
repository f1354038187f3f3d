package io.datastreamer.job.decode;

import io.datastreamer.job.record.NumberSpan;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import static org.assertj.core.api.Assertions.assertThat;

class NumberRunsTest {
    private static final long LAST = 0xFFFF_FFFFL;

    @Test
    void whatFollowsIsOneSpan() throws Exception {
        try (var harness = new OneInputStreamOperatorTestHarness<NumberSpan, NumberSpan>(new NumberRuns())) {
            harness.open();
            for (long number : new long[] {LAST - 1, LAST, 0, 1, 5, 6}) {
                harness.processElement(span(number, number), 0);
            }
            assertThat(harness.extractOutputValues()).containsExactly(span(LAST - 1, 1));

            harness.prepareSnapshotPreBarrier(1);
            assertThat(harness.extractOutputValues()).containsExactly(span(LAST - 1, 1), span(5, 6));

            harness.processElement(span(7, 7), 0);
            harness.endInput();
            assertThat(harness.extractOutputValues()).endsWith(span(7, 7)).hasSize(3);
        }
    }

    @Test
    void eachElementHasItsOwn() throws Exception {
        try (var harness = new OneInputStreamOperatorTestHarness<NumberSpan, NumberSpan>(new NumberRuns())) {
            harness.open();
            for (int number = 1; number <= 3; number++) {
                harness.processElement(span(number, number), 0);
                harness.processElement(new NumberSpan("sgw01", false, 10 + number, 10 + number), 0);
                harness.processElement(new NumberSpan("pgw01", true, number, number), 0);
            }
            harness.endInput();
            assertThat(harness.extractOutputValues())
                    .containsExactlyInAnyOrder(
                            span(1, 3), new NumberSpan("sgw01", false, 11, 13), new NumberSpan("pgw01", true, 1, 3));
        }
    }

    private static NumberSpan span(long from, long to) {
        return new NumberSpan("pgw01", false, from, to);
    }
}
