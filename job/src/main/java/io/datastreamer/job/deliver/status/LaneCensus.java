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
 * Counts how many lanes are in each phase, and how far behind they are. Lanes are counted as they move, so that nobody
 * has to walk over all of them; from time to time {@link #lookAtSome} looks at those that have something waiting, some
 * at a time.
 */
public final class LaneCensus {
    /** Upper bounds of the buckets of {@link #closerThan}, in seconds. */
    private static final long[] BOUNDS_S = {1, 10, 60, 600, 3_600, 21_600, 86_400, 432_000, 864_000, 1_728_000};

    private static final long LOOK_NANOS = 10_000_000_000L;
    /** After this time a lane whose documents will soon be lost is reported again. */
    private static final long REMIND_NANOS = 600_000_000_000L;
    /** How many lanes one piece of work looks at. */
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
     * Creates a census without lanes.
     *
     * @param retentionMs how long documents are kept
     * @param noticeMs how long before documents are lost their streams are reported
     * @param nanos now, on a monotonic clock
     */
    public LaneCensus(long retentionMs, long noticeMs, long nanos) {
        this.retentionMs = retentionMs;
        this.noticeMs = noticeMs;
        this.start = nanos;
        this.lags = new Lags(0, new long[BOUNDS_S.length + 1]);
    }

    /**
     * What the last look found.
     *
     * @param most the age of the oldest document that waits, in milliseconds
     * @param lanes how many lanes are no further behind than each bound, and all of them
     */
    private record Lags(long most, long[] lanes) {}

    /** A look in progress. */
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

    /** Adds a lane; does nothing if it is there already. */
    public void joined(Lane lane) {
        if (all.add(lane)) {
            byPhase.add(lane.phase(), 1);
        }
    }

    /** Removes a lane. */
    public void left(Lane lane) {
        all.remove(lane);
        byPhase.add(lane.phase(), -1);
        waits(lane, false);
    }

    /** Notes that a lane has left a phase for the one that it is in. */
    public void moved(Lane lane, Phase from) {
        byPhase.add(from, -1);
        byPhase.add(lane.phase(), 1);
    }

    /** Notes whether the lane has a waiting document whose time is known. */
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
     * Looks at some of the lanes that have something waiting.
     *
     * @param now milliseconds since the epoch
     * @param near takes the streams to report now, since their waiting documents will soon be lost
     * @return whether there was a look in progress
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
        // lanes with nothing waiting are in the first bucket; paused ones do not count
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

    /** How many lanes are in a phase. */
    public long lanes(Phase phase) {
        return byPhase.of(phase);
    }

    /** Age of the oldest document that waits, in seconds, as of the last look. */
    public long lagSeconds() {
        return lags.most() / 1_000;
    }

    /** How long until the first waiting document is lost, in seconds, as of the last look. */
    public long secondsToExpiry() {
        return Math.max(0, retentionMs - lags.most()) / 1_000;
    }

    /**
     * How many lanes are no further behind than a bound, as of the last look.
     *
     * @param bound index of the bound; the number of bounds stands for all lanes
     */
    public long closerThan(int bound) {
        return lags.lanes()[bound];
    }
}
