package io.datastreamer.job.enrich;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import static org.assertj.core.api.Assertions.assertThat;

/** What is done in one slice, and how long it waits for the next. */
class BacklogTest {
    private final List<String> visited = new ArrayList<>();
    private final AtomicInteger due = new AtomicInteger();
    private final List<String> keys = new ArrayList<>(List.of("a", "b", "c", "d"));
    private final Sweep sweep =
            new Sweep(() -> Stream.of(keys.toArray(String[]::new)), (key, slice) -> visited.add(key));
    private final Backlog backlog = new Backlog(
            slice -> {
                due.updateAndGet(left -> Math.max(0, left - 1));
                return due.get() == 0;
            },
            sweep);

    @Test
    void goesOnUntilTheSliceIsOver() throws Exception {
        backlog.sweep();
        backlog.work(ofSteps(3));
        assertThat(visited).containsExactly("a", "b", "c");
        assertThat(backlog.isDone()).isFalse();
        backlog.work(ofSteps(3));
        assertThat(visited).containsExactly("a", "b", "c", "d");
        assertThat(backlog.isDone()).isTrue();
    }

    @Test
    void dueKeysAndSweepBothGoOnHoweverShortTheSliceIs() throws Exception {
        due.set(10);
        backlog.sweep();
        backlog.work(ofSteps(0));
        assertThat(due).hasValue(9);
        assertThat(visited).containsExactly("a");
    }

    @Test
    void pausesAreLongWhileRecordsComeAndShortWhenNoneDo() throws Exception {
        due.set(10);
        backlog.work(ofSteps(1));
        long alone = backlog.pauseMillis();
        backlog.inputCame();
        backlog.work(ofSteps(1));
        long besideInput = backlog.pauseMillis();
        assertThat(besideInput).isGreaterThan(alone);
        backlog.work(ofSteps(1));
        assertThat(backlog.pauseMillis()).as("no more input").isEqualTo(alone);
        due.set(1);
        backlog.work(ofSteps(1));
        assertThat(backlog.pauseMillis()).as("nothing left").isGreaterThan(besideInput);
    }

    @Test
    void aChangeDuringASweepMakesItGoRoundAgain() throws Exception {
        backlog.sweep();
        backlog.work(ofSteps(2));
        backlog.sweep();
        keys.add("e");
        backlog.work(ofSteps(100));
        assertThat(visited).containsExactly("a", "b", "c", "d", "a", "b", "c", "d", "e");
        assertThat(backlog.isDone()).isTrue();
    }

    @Test
    void changesThatNeverEndKeepNoKeyWaitingForEver() throws Exception {
        for (int change = 0; change < 8; change++) {
            backlog.sweep();
            backlog.work(ofSteps(1));
        }
        assertThat(visited).contains("a", "b", "c", "d");
    }

    @Test
    void theKeysAreClosedWhenItIsDoneWithThem() throws Exception {
        AtomicInteger open = new AtomicInteger();
        Sweep closing = new Sweep(
                () -> {
                    open.incrementAndGet();
                    return Stream.of("a", "b").onClose(open::decrementAndGet);
                },
                (key, slice) -> visited.add(key));
        closing.want();
        closing.go(ofSteps(10));
        assertThat(open).hasValue(0);
        closing.want();
        closing.go(ofSteps(1));
        assertThat(open).hasValue(1);
        closing.close();
        assertThat(open).hasValue(0);
    }

    /** Is over after so many steps. */
    private static Slice ofSteps(int steps) {
        AtomicInteger asked = new AtomicInteger();
        return new Slice(() -> asked.getAndIncrement() < Math.max(1, steps) ? 0 : Long.MAX_VALUE);
    }
}
