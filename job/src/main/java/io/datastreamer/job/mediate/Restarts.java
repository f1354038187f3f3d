package io.datastreamer.job.mediate;

import io.datastreamer.job.serial.ValueType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The last restarts of an element. Records of sessions that a restart ended may come after it.
 *
 * @param all in the order of time; must not be changed
 */
public record Restarts(List<Restart> all) {
    static final Restarts NONE = new Restarts(List.of());

    /** How Flink handles them. */
    static final ValueType<Restarts> TYPE = new ValueType<>(Restarts.class, new RestartsSerializer());

    private static final int MOST = 8;

    /** These with one more; the oldest is dropped if there are too many. */
    Restarts with(Restart restart) {
        if (all.contains(restart)) {
            return this;
        }
        List<Restart> more = new ArrayList<>(all);
        more.add(restart);
        more.sort(Comparator.comparingLong(Restart::timeMillis).thenComparing(Restart::key));
        return new Restarts(List.copyOf(more.subList(Math.max(0, more.size() - MOST), more.size())));
    }

    /** The first restart that has ended an open session; null if none has. */
    @Nullable
    Restart thatEnded(Session session) {
        for (Restart restart : all) {
            if (restart.ends(session)) {
                return restart;
            }
        }
        return null;
    }
}
