package io.datastreamer.job.deliver.lane;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** Counts by the constants of an enum. One thread writes; others may see a change late. */
public final class CountBy<E extends Enum<E>> {
    private final Map<E, long[]> counts;

    /** Creates counts for all constants of a type, all zero. */
    public CountBy(Class<E> type) {
        counts = new EnumMap<>(type);
        for (E constant : type.getEnumConstants()) {
            counts.put(constant, new long[1]);
        }
    }

    public void add(E constant, long number) {
        at(constant)[0] += number;
    }

    public long of(E constant) {
        return at(constant)[0];
    }

    /** Sets all to zero. */
    public void clear() {
        counts.values().forEach(count -> count[0] = 0);
    }

    private long[] at(E constant) {
        return Objects.requireNonNull(counts.get(constant));
    }
}
