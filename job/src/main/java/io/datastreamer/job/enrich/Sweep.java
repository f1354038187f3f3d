package io.datastreamer.job.enrich;

import java.util.Iterator;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Looks through all keys at which something waits, some at a time, after the catalog has changed. When it changes again
 * meanwhile, keys that come later see that, too; for those that were before, it goes round once more at the end, so that
 * changes that never end keep nobody waiting for ever.
 *
 * <p>Keys that begin to wait meanwhile are met or not: they have seen the catalog as it is.
 */
final class Sweep implements AutoCloseable {
    private final Supplier<Stream<String>> waiting;
    private final Visit visit;
    private @Nullable Stream<String> keys;
    private @Nullable Iterator<String> left;
    private boolean isWanted;

    /** Looks at a key. */
    interface Visit {
        void of(String key, Slice slice) throws Exception;
    }

    /**
     * A sweep that has nothing to do.
     *
     * @param waiting the keys, as they are read from state: closed when the sweep is done with them
     */
    Sweep(Supplier<Stream<String>> waiting, Visit visit) {
        this.waiting = waiting;
        this.visit = visit;
    }

    /** The catalog has changed. */
    void want() {
        isWanted = true;
    }

    boolean isDone() {
        return left == null && !isWanted;
    }

    /** Goes on until it is done, or the slice is over; by one key at least. */
    void go(Slice slice) throws Exception {
        do {
            if (left == null) {
                if (!isWanted) {
                    return;
                }
                isWanted = false;
                keys = waiting.get();
                left = keys.iterator();
            }
            if (left.hasNext()) {
                visit.of(left.next(), slice);
            } else {
                close();
            }
        } while (!slice.isOver());
    }

    @Override
    public void close() {
        if (keys != null) {
            keys.close();
        }
        keys = null;
        left = null;
    }
}
