package io.datastreamer.job.deliver.time;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import static org.assertj.core.api.Assertions.assertThat;

class TimelineTest {
    private final Timeline timeline = new Timeline();
    private final List<String> happened = new ArrayList<>();

    private Timeline.Entry at(long time, String what) {
        return timeline.at(time, () -> happened.add(what));
    }

    private void runAllDue(long now) {
        boolean more = timeline.runDue(now);
        while (more) {
            more = timeline.runDue(now);
        }
    }

    @Test
    void anEmptyOneIsNeverDue() {
        assertThat(timeline.next()).isEqualTo(Timeline.NEVER);
        assertThat(timeline.runDue(Long.MAX_VALUE - 1)).isFalse();
    }

    @Test
    void runsInTheOrderOfTime() {
        at(30, "c");
        at(10, "a");
        at(20, "b");
        assertThat(timeline.next()).isEqualTo(10);
        runAllDue(100);
        assertThat(happened).containsExactly("a", "b", "c");
    }

    @Test
    void runsTiesInTheOrderInWhichTheyWereAskedFor() {
        List<String> asked = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            at(i % 2, "at " + i % 2 + ": " + i);
        }
        for (int i = 0; i < 100; i += 2) {
            asked.add("at 0: " + i);
        }
        runAllDue(0);
        assertThat(happened).isEqualTo(asked);
    }

    @Test
    void runsOneAtATimeAndNothingBeforeItsTime() {
        at(10, "a");
        at(10, "b");
        at(11, "c");
        assertThat(timeline.runDue(9)).isFalse();
        assertThat(happened).isEmpty();
        assertThat(timeline.runDue(10)).isTrue();
        assertThat(happened).containsExactly("a");
        assertThat(timeline.runDue(10)).isTrue();
        assertThat(timeline.runDue(10)).isFalse();
        assertThat(happened).containsExactly("a", "b");
        assertThat(timeline.next()).isEqualTo(11);
    }

    @Test
    void whatIsCancelledDoesNotHappenAndIsNotNext() {
        Timeline.Entry first = at(1, "first");
        at(2, "kept");
        Timeline.Entry last = at(3, "last");
        first.cancel();
        last.cancel();
        assertThat(timeline.next()).isEqualTo(2);
        runAllDue(100);
        assertThat(happened).containsExactly("kept");
        assertThat(timeline.next()).isEqualTo(Timeline.NEVER);
    }

    @Test
    void cancellingWhatHasHappenedDoesNothing() {
        Timeline.Entry first = at(1, "first");
        at(2, "second");
        assertThat(timeline.runDue(1)).isTrue();
        first.cancel();
        runAllDue(2);
        assertThat(happened).containsExactly("first", "second");
    }

    @Test
    void whatHappensMayAskForMore() {
        timeline.at(1, () -> at(1, "from within"));
        runAllDue(1);
        assertThat(happened).containsExactly("from within");
    }
}
