package io.datastreamer.job.deliver.time;

import io.datastreamer.job.deliver.time.Turns.Did;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests work beside input, in a loop like Flink's: one record while anything is posted, otherwise as many as there are.
 * Virtual time.
 */
class TurnsTest {
    private static final long RECORD_NANOS = 5_000;
    private static final long PIECE_NANOS = 700_000;
    private static final long SECOND = 1_000_000_000;

    private final Deque<Runnable> mails = new ArrayDeque<>();
    private long nanos = 77;
    private long wakeAt = Long.MAX_VALUE;
    private long longestMail;
    private long worked;
    private int pieces;
    private Did kind = Did.WORK;

    private final Turns turns = new Turns(
            () -> nanos,
            () -> mails.add(this::turn),
            time -> wakeAt = Math.min(wakeAt, time),
            List.of(() -> Did.NOTHING, this::piece, () -> Did.NOTHING));

    private void turn() {
        turns.turn();
    }

    private Did piece() {
        if (pieces == 0) {
            return Did.NOTHING;
        }
        pieces--;
        nanos += PIECE_NANOS;
        worked += PIECE_NANOS;
        return kind;
    }

    /** Runs the loop of a task for a duration; returns how many records it took. */
    private long loop(long duration, long recordsWaiting) {
        long end = nanos + duration;
        long left = recordsWaiting;
        while (nanos < end) {
            if (wakeAt <= nanos) {
                wakeAt = Long.MAX_VALUE;
                mails.add(this::turn);
            }
            for (int batch = mails.size(); batch > 0; batch--) {
                long start = nanos;
                mails.remove().run();
                longestMail = Math.max(longestMail, nanos - start);
            }
            if (left > 0) {
                do {
                    left--;
                    nanos += RECORD_NANOS;
                    turns.inputCame();
                } while (left > 0 && mails.isEmpty() && wakeAt > nanos && nanos < end);
            } else if (mails.isEmpty()) {
                nanos = Math.min(end, Math.max(nanos, wakeAt));
            }
        }
        return recordsWaiting - left;
    }

    private long partOfInput(long records) {
        return 100 * records * RECORD_NANOS / SECOND;
    }

    @Test
    void inputHasHalfOfTheTimeBesideWorkThatNeverEndsAndTheWorkTheOther() {
        pieces = Integer.MAX_VALUE;
        turns.ask();
        long records = loop(SECOND, Long.MAX_VALUE);
        assertThat(partOfInput(records)).isBetween(45L, 60L);
        assertThat(100 * worked / SECOND).isBetween(40L, 55L);
        assertThat(longestMail).isLessThan(10_000_000);
    }

    @Test
    void inputHasThreeQuartersBesideWorkThatNobodyWaitsFor() {
        kind = Did.PATIENT_WORK;
        pieces = Integer.MAX_VALUE;
        turns.ask();
        long records = loop(SECOND, Long.MAX_VALUE);
        assertThat(partOfInput(records)).isBetween(70L, 80L);
        assertThat(100 * worked / SECOND).isBetween(20L, 30L);
    }

    @Test
    void withoutInputWorkIsDoneAtOnce() {
        kind = Did.PATIENT_WORK;
        pieces = Integer.MAX_VALUE;
        turns.ask();
        loop(SECOND, 0);
        assertThat(100 * worked / SECOND).isGreaterThan(98);
    }

    @Test
    void whenInputHasRunDryWorkGoesOnSoon() {
        pieces = Integer.MAX_VALUE;
        turns.ask();
        loop(SECOND, 10_000);
        assertThat(100 * (worked + 10_000 * RECORD_NANOS) / SECOND).isGreaterThan(95);
    }

    @Test
    void aSingleRecordIsWorkedForAtOnce() {
        for (int i = 0; i < 20; i++) {
            loop(SECOND / 50, 0);
            long before = worked;
            pieces = 1;
            turns.inputCame();
            turns.ask();
            loop(2 * PIECE_NANOS, 0);
            assertThat(worked - before).isEqualTo(PIECE_NANOS);
        }
    }

    @Test
    void whatIsAskedForWithinATurnIsDoneInIt() {
        Turns[] of = new Turns[1];
        int[] left = {3};
        of[0] = new Turns(() -> nanos, () -> mails.add(() -> of[0].turn()), time -> {}, List.of(() -> {
            if (left[0] == 0) {
                return Did.NOTHING;
            }
            left[0]--;
            of[0].ask();
            return Did.WORK;
        }));
        of[0].ask();
        mails.remove().run();
        assertThat(left[0]).isZero();
        assertThat(mails).isEmpty();
    }
}
