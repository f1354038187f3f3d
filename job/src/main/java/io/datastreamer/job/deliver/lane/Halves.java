package io.datastreamer.job.deliver.lane;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A batch that goes in parts, since it failed as a whole: each part that fails is halved, oldest first. So parts double
 * again as they are taken. Remembers which sizes failed and which were taken.
 */
final class Halves {
    /** Numbers of entries before which a part ends, the smallest first. */
    private final Deque<Long> ends = new ArrayDeque<>();

    private @Nullable Size smallestFailed;
    private @Nullable Size largestTaken;

    /** These failed together: the first half of them comes next. */
    void split(List<Slot> failed, Size size) {
        if (ends.isEmpty()) {
            ends.push(failed.get(failed.size() - 1).entry().number() + 1);
        }
        ends.push(failed.get(failed.size() / 2).entry().number());
        if (smallestFailed == null || size.isSmallerThan(smallestFailed)) {
            smallestFailed = size;
        }
    }

    /** These were taken together. */
    void taken(Size size) {
        if (largestTaken == null || largestTaken.isSmallerThan(size)) {
            largestTaken = size;
        }
    }

    /** What failed and what was taken up to now says nothing of sizes. */
    void forgetSizes() {
        smallestFailed = null;
        largestTaken = null;
    }

    /** The next request may only hold entries with a smaller number. */
    long bound() {
        return ends.isEmpty() ? Long.MAX_VALUE : ends.peek();
    }

    /** Parts that end before the first entry that is still open are done. */
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
     * What is learnt already while there are parts left: a size that fails, behind parts of half of it at most that were
     * taken, is too much, since no outage can be between them.
     */
    Intake learntMeanwhile(Intake before, Size failed) {
        Size taken = largestTaken;
        return taken != null && failed.documents() >= 2 * taken.documents()
                ? before.liesBetween(taken, failed)
                : before;
    }

    /** What is learnt about sizes, once all documents were taken. */
    Intake learnt(Intake before) {
        return smallestFailed != null && largestTaken != null && largestTaken.isSmallerThan(smallestFailed)
                ? before.failedAsWhole(smallestFailed, largestTaken)
                : before;
    }
}
