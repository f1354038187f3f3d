package io.datastreamer.job.deliver.lane;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a batch that failed as a whole into parts: each part that fails is halved, oldest first, so parts double again
 * as they are taken. Remembers which sizes failed and which were taken.
 */
final class Halves {
    /** The number of the first entry after each part, the smallest first. */
    private final Deque<Long> ends = new ArrayDeque<>();

    private @Nullable Size smallestFailed;
    private @Nullable Size largestTaken;

    /** Halves a part that failed: its first half comes next. */
    void split(List<Slot> failed, Size size) {
        if (ends.isEmpty()) {
            ends.push(failed.get(failed.size() - 1).entry().number() + 1);
        }
        ends.push(failed.get(failed.size() / 2).entry().number());
        if (smallestFailed == null || size.isSmallerThan(smallestFailed)) {
            smallestFailed = size;
        }
    }

    /** Notes a size that was taken. */
    void taken(Size size) {
        if (largestTaken == null || largestTaken.isSmallerThan(size)) {
            largestTaken = size;
        }
    }

    /** Forgets which sizes failed and were taken, since it was not because of the sizes. */
    void forgetSizes() {
        smallestFailed = null;
        largestTaken = null;
    }

    /** The number below which the entries of the next request must lie. */
    long bound() {
        return ends.isEmpty() ? Long.MAX_VALUE : ends.peek();
    }

    /** Drops parts that are done: those that end before the first entry that is still open. */
    void passTo(long firstOpen) {
        while (!ends.isEmpty() && ends.peek() <= firstOpen) {
            ends.pop();
        }
    }

    /** Whether no part is left. */
    boolean isDone() {
        return ends.isEmpty();
    }

    /**
     * What is learnt while parts are left: a size that fails after parts of at most half of it were taken is too much,
     * since there can be no outage in between.
     */
    Intake learntMeanwhile(Intake before, Size failed) {
        Size taken = largestTaken;
        return taken != null && failed.documents() >= 2 * taken.documents()
                ? before.liesBetween(taken, failed)
                : before;
    }

    /** What is learnt about sizes once all documents were taken. */
    Intake learnt(Intake before) {
        return smallestFailed != null && largestTaken != null && largestTaken.isSmallerThan(smallestFailed)
                ? before.failedAsWhole(smallestFailed, largestTaken)
                : before;
    }
}
