package io.datastreamer.job.deliver.status;

import io.datastreamer.contract.StreamConfiguration;
import io.datastreamer.job.deliver.lane.CountBy;
import io.datastreamer.job.deliver.lane.Lane;
import io.datastreamer.job.deliver.lane.Phase;
import io.datastreamer.job.deliver.lane.StreamLanes;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How many lanes do what, and how far behind they are. Lanes are counted as they move, so that nobody has to ask all of
 * them; from time to time {@link #lookAtSome} asks those alone that have something waiting, some at a time.
 */
public final class LaneCensus {
    /** Upper bounds of the buckets of {@link #closerThan}, in seconds. */
    private static final long[] BOUNDS_S = {1, 10, 60, 600, 3_600, 21_600, 86_400, 432_000, 864_000, 1_728_000};

    private static final long LOOK_NANOS = 10_000_000_000L;
    /** A lane whose documents are near their end is told of again after this time. */
    private static final long REMIND_NANOS = 600_000_000_000L;
    /** So many lanes are looked at in one piece. */
    private static final int SOME = 1_024;

    private final CountBy<Phase> byPhase = new CountBy<>(Phase.class);
    private final Set<Lane> waiting = new HashSet<>();
    private final Set<Lane> warned = new HashSet<>();
    private final long retentionMs;
    private final long noticeMs;
    private final long start;
    private final Set<Lane> all = new HashSet<>();
    private long looks;
    private long reminders;
    private @Nullable Look look;
    private volatile Lags lags;

    /**
     * No lane is there yet.
     *
     * @param retentionMs how long documents are kept
     * @param noticeMs how long before documents are lost their streams are to be told of
     * @param nanos now, on a monotonic clock
     */
    public LaneCensus(long retentionMs, long noticeMs, long nanos) {
        this.retentionMs = retentionMs;
        this.noticeMs = noticeMs;
        this.start = nanos;
        this.lags = new Lags(0, new long[BOUNDS_S.length + 1]);
    }

    /**
     * What was seen at the last look.
     *
     * @param most the age of the oldest document that waits, in milliseconds
     * @param lanes how many lanes are no further behind than each bound, and all of them
     */
    private record Lags(long most, long[] lanes) {}

    /** A look under way. */
    private static final class Look {
        private final Iterator<Lane> left;
        private final long[] counts = new long[BOUNDS_S.length + 1];
        private long most;
        private long paused;

        Look(Iterator<Lane> left) {
            this.left = left;
        }
    }

    /** Upper bounds of the buckets of {@link #closerThan}, in seconds. */
    public static long[] boundsSeconds() {
        return BOUNDS_S.clone();
    }

    /** A lane is there; does nothing when it was already. */
    public void joined(Lane lane) {
        if (all.add(lane)) {
            byPhase.add(lane.phase(), 1);
        }
    }

    /** A lane is gone. */
    public void left(Lane lane) {
        all.remove(lane);
        byPhase.add(lane.phase(), -1);
        waits(lane, false);
    }

    /** A lane has left a phase for the one that it is in. */
    public void moved(Lane lane, Phase from) {
        byPhase.add(from, -1);
        byPhase.add(lane.phase(), 1);
    }

    /** Whether the lane has a document that waits, of which the time is known. */
    public void waits(Lane lane, boolean does) {
        if (does) {
            waiting.add(lane);
        } else if (waiting.remove(lane)) {
            warned.remove(lane);
        }
    }

    /** Begins a look when it is time for one. */
    public void lookIfDue(long nanos) {
        if (look == null && nanos - start >= looks * LOOK_NANOS) {
            looks = (nanos - start) / LOOK_NANOS + 1;
            if (nanos - start >= reminders * REMIND_NANOS) {
                reminders = (nanos - start) / REMIND_NANOS + 1;
                warned.clear();
            }
            look = new Look(List.copyOf(waiting).iterator());
        }
    }

    /**
     * Looks at some of those that wait.
     *
     * @param now milliseconds since the epoch
     * @param near takes the streams that are to be told of now, since what waits is near its end
     * @return whether there was a look under way
     */
    public boolean lookAtSome(long now, Consumer<StreamLanes> near) {
        Look at = look;
        if (at == null) {
            return false;
        }
        for (int i = 0; i < SOME && at.left.hasNext(); i++) {
            Lane lane = at.left.next();
            if (waiting.contains(lane)) {
                count(at, lane, now, near);
            }
        }
        if (!at.left.hasNext()) {
            look = null;
            end(at);
        }
        return true;
    }

    private void count(Look at, Lane lane, long now, Consumer<StreamLanes> near) {
        long lag = Math.max(0, now - lane.oldestPendingAt());
        if (lag >= retentionMs - noticeMs && warned.add(lane)) {
            near.accept(lane.stream());
        }
        if (lane.stream().stream().state() != StreamConfiguration.State.PAUSED) {
            at.most = Math.max(at.most, lag);
            at.counts[bucket(lag)]++;
        } else {
            at.paused++;
        }
    }

    private void end(Look at) {
        long[] counts = at.counts;
        long behind = 0;
        for (int i = 1; i < counts.length; i++) {
            behind += counts[i];
        }
        // what has nothing that waits is as close as can be; those that are paused do not count
        counts[0] = Math.max(0, all.size() - behind - at.paused);
        for (int i = 1; i < counts.length; i++) {
            counts[i] += counts[i - 1];
        }
        lags = new Lags(at.most, counts);
    }

    private static int bucket(long lagMs) {
        int bucket = 0;
        while (bucket < BOUNDS_S.length && lagMs > BOUNDS_S[bucket] * 1_000) {
            bucket++;
        }
        return bucket;
    }

    /** Lanes in a phase. */
    public long lanes(Phase phase) {
        return byPhase.of(phase);
    }

    /** Age of the oldest document that waits, in seconds, as of the last look. */
    public long lagSeconds() {
        return lags.most() / 1_000;
    }

    /** How long until the first document that waits is lost, in seconds, as of the last look. */
    public long secondsToExpiry() {
        return Math.max(0, retentionMs - lags.most()) / 1_000;
    }

    /** Lanes that are no further behind than a bound, as of the last look; all of them for the number of bounds. */
    public long closerThan(int bound) {
        return lags.lanes()[bound];
    }
}
