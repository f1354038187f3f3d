package io.datastreamer.job.deliver;

import io.datastreamer.contract.DataStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How many lanes do what, and how far behind they are. Lanes tell of their own moves, so that nobody has to ask all of
 * them; {@link #look}, from time to time, asks those alone that have something waiting.
 */
final class LaneCensus {
    /** Upper bounds of the buckets of {@link #closerThan}, in seconds. */
    static final long[] BOUNDS_S = {1, 10, 60, 600, 3_600, 21_600, 86_400, 432_000, 864_000, 1_728_000};

    private static final long LOOK_MS = 10_000;
    /** A lane whose documents are near their end is told of again after this time. */
    private static final long REMIND_MS = 600_000;

    private final CountBy<Lane.Phase> byPhase = new CountBy<>(Lane.Phase.class);
    private final Set<Lane> waiting = new HashSet<>();
    private final Set<Lane> warned = new HashSet<>();
    private int lanes;
    private long nextLook;
    private long nextReminder;

    private final long retentionMs;
    private final long noticeMs;
    private volatile Lags lags;

    /**
     * No lane is there yet.
     *
     * @param retentionMs how long documents are kept
     * @param noticeMs how long before documents are lost their streams are to be told of
     */
    LaneCensus(long retentionMs, long noticeMs) {
        this.retentionMs = retentionMs;
        this.noticeMs = noticeMs;
        this.lags = new Lags(0, new long[BOUNDS_S.length + 1]);
    }

    /**
     * What was seen at the last look.
     *
     * @param most the age of the oldest document that waits, in milliseconds
     * @param lanes how many lanes are no further behind than each bound, and all of them
     */
    private record Lags(long most, long[] lanes) {}

    void joined(Lane.Phase phase) {
        lanes++;
        byPhase.add(phase, 1);
    }

    void left(Lane.Phase phase) {
        lanes--;
        byPhase.add(phase, -1);
    }

    void moved(Lane.Phase from, Lane.Phase to) {
        byPhase.add(from, -1);
        byPhase.add(to, 1);
    }

    /** Whether the lane has a document that waits, of which the time is known. */
    void waits(Lane lane, boolean does) {
        if (does) {
            waiting.add(lane);
        } else if (waiting.remove(lane)) {
            warned.remove(lane);
        }
    }

    boolean isDue(long now) {
        return now >= nextLook;
    }

    /**
     * Looks at what waits.
     *
     * @return the streams that are to be told of now, since what waits is near its end
     */
    List<StreamLanes> look(long now) {
        nextLook = now + LOOK_MS;
        if (now >= nextReminder) {
            nextReminder = now + REMIND_MS;
            warned.clear();
        }
        List<StreamLanes> near = new ArrayList<>();
        long[] counts = new long[BOUNDS_S.length + 1];
        long most = 0;
        int paused = 0;
        for (Lane lane : waiting) {
            long lag = Math.max(0, now - lane.oldestPendingAt());
            if (lag >= retentionMs - noticeMs && warned.add(lane)) {
                near.add(lane.stream());
            }
            if (lane.stream().stream().state() == DataStream.State.PAUSED) {
                paused++;
            } else {
                most = Math.max(most, lag);
                counts[bucket(lag)]++;
            }
        }
        // the others have nothing that waits
        counts[0] += lanes - paused - (waiting.size() - paused);
        for (int i = 1; i < counts.length; i++) {
            counts[i] += counts[i - 1];
        }
        lags = new Lags(most, counts);
        return near;
    }

    private static int bucket(long lagMs) {
        int bucket = 0;
        while (bucket < BOUNDS_S.length && lagMs > BOUNDS_S[bucket] * 1_000) {
            bucket++;
        }
        return bucket;
    }

    long lanes(Lane.Phase phase) {
        return byPhase.of(phase);
    }

    /** Age of the oldest document that waits, in seconds, as of the last look. */
    long lagSeconds() {
        return lags.most() / 1_000;
    }

    /** How long until the first document that waits is lost, in seconds, as of the last look. */
    long secondsToExpiry() {
        return Math.max(0, retentionMs - lags.most()) / 1_000;
    }

    /** Lanes that are no further behind than a bound, as of the last look; all of them for the number of bounds. */
    long closerThan(int bound) {
        return lags.lanes()[bound];
    }
}
