package io.datastreamer.job.deliver.status;

import io.datastreamer.contract.RecordKind;
import io.datastreamer.contract.StreamConfiguration;
import io.datastreamer.contract.StreamStatus;
import io.datastreamer.job.deliver.journal.DocumentFilter;
import io.datastreamer.job.deliver.journal.Journal;
import io.datastreamer.job.deliver.journal.Reading;
import io.datastreamer.job.deliver.journal.Selection;
import io.datastreamer.job.deliver.lane.Cursor;
import io.datastreamer.job.deliver.lane.Lane;
import io.datastreamer.job.deliver.lane.Phase;
import io.datastreamer.job.deliver.lane.StreamLanes;
import java.time.Instant;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes the status of a data stream from its lanes. It sums the counters; if the lanes fare differently, it shows the
 * one that fares worst, and says which kind of document that is.
 */
public final class StatusReport {
    /** A stream whose oldest pending document is older than this is catching up. */
    private static final long CATCHING_UP_MS = 10_000;

    private static final int SETTINGS_NOT_VALID = 500;
    private static final long NANOS_OF_MS = 1_000_000;

    private final LongSupplier now;
    private final LongSupplier nanos;
    private final LaneCensus census;
    private final long retentionMs;
    private final long noticeMs;

    /**
     * Creates reports as of the time of the call.
     *
     * @param now milliseconds since the epoch
     * @param nanos a monotonic clock
     * @param retentionMs how long documents are kept
     * @param noticeMs how long before the oldest waiting document is lost the status says so
     */
    public StatusReport(LongSupplier now, LongSupplier nanos, LaneCensus census, long retentionMs, long noticeMs) {
        this.now = now;
        this.nanos = nanos;
        this.census = census;
        this.retentionMs = retentionMs;
        this.noticeMs = noticeMs;
    }

    /** The state of a stream. */
    StreamStatus.State state(StreamLanes stream) {
        if (StatusBoard.isPaused(stream)) {
            return StreamStatus.State.PAUSED;
        }
        if (stream.settingsError() != null || stream.lanes().stream().anyMatch(StatusReport::isFailing)) {
            return StreamStatus.State.FAILING;
        }
        long oldest = oldestPendingAt(stream);
        return oldest != 0 && now.getAsLong() - oldest > CATCHING_UP_MS
                ? StreamStatus.State.CATCHING_UP
                : StreamStatus.State.RUNNING;
    }

    private static boolean isFailing(Lane lane) {
        return lane.health().failures() > 0;
    }

    /** What went wrong last with a stream, for people to read; null if nothing did. */
    public static @Nullable String error(StreamLanes stream) {
        Lane worst = worst(stream);
        if (stream.settingsError() != null || worst == null) {
            return stream.settingsError();
        }
        String error = worst.health().lastError();
        return error == null || stream.lanes().size() == 1 ? error : nameOf(worst.kind()) + ": " + error;
    }

    private static String nameOf(RecordKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    /** The lane with the most failures in a row, or else the one that had an outcome last; null if none had one. */
    private static @Nullable Lane worst(StreamLanes stream) {
        Lane worst = null;
        for (Lane lane : stream.lanes()) {
            if (lane.health().remoteStatus() != 0 && (worst == null || isWorse(lane, worst))) {
                worst = lane;
            }
        }
        return worst;
    }

    private static boolean isWorse(Lane lane, Lane than) {
        int more = Integer.compare(lane.health().failures(), than.health().failures());
        return more != 0 ? more > 0 : lane.health().answeredAt() - than.health().answeredAt() > 0;
    }

    /** Reads the entry at the lane's cursor, so that its age is known. */
    void lookAtOldest(Lane lane, Journal journal) {
        Cursor cursor = lane.cursor();
        Reading one = journal.reader()
                .read(
                        cursor.position(),
                        cursor.before(),
                        Selection.of(DocumentFilter.all(lane.kind()), Long.MIN_VALUE, 1, 1));
        lane.oldestPendingAt(one.firstTime());
        census.waits(lane, one.firstTime() != 0);
    }

    /** The status of a stream. */
    StreamStatus of(StreamLanes stream, Journal journal) {
        Cursor.Counters counters = Cursor.Counters.NONE;
        long pending = 0;
        long lastDeliveredAt = 0;
        for (Lane lane : stream.lanes()) {
            Cursor cursor = lane.cursor();
            counters = counters.plus(cursor.counters());
            pending += journal.count(lane.kind())
                    - cursor.before()
                    + cursor.apart().size();
            lastDeliveredAt = Math.max(lastDeliveredAt, cursor.lastDeliveredAt());
        }
        long time = now.getAsLong();
        long oldest = oldestPendingAt(stream);
        Lane worst = worst(stream);
        StreamConfiguration configured = stream.stream();
        return new StreamStatus(
                configured.id(),
                configured.organisationId(),
                configured.name(),
                configured.apiType(),
                configured.streamType(),
                stream.target(),
                state(stream),
                instant(lastDeliveredAt),
                stream.settingsError() != null
                        ? SETTINGS_NOT_VALID
                        : worst == null ? 0 : worst.health().remoteStatus(),
                stream.settingsError() != null
                        ? Boolean.FALSE
                        : worst == null ? null : worst.health().answered(),
                counters.delivered(),
                counters.refused(),
                counters.expired(),
                counters.stale(),
                pending,
                instant(oldest),
                oldest == 0 ? 0 : Math.max(0, time - oldest) / 1_000,
                expiresInSeconds(oldest, time),
                Notice.apart(stream),
                Notice.takesBytes(stream),
                Notice.takesRecords(stream),
                stream.certificateExpiresAt(),
                Notice.of(stream, Instant.ofEpochMilli(time)),
                error(stream),
                nextAttempt(stream, time),
                Instant.ofEpochMilli(time));
    }

    private @Nullable Long expiresInSeconds(long oldestPendingAt, long time) {
        long left = oldestPendingAt + retentionMs - time;
        return oldestPendingAt == 0 || left > noticeMs ? null : Math.max(0, left) / 1_000;
    }

    private @Nullable Instant nextAttempt(StreamLanes stream, long time) {
        long next = 0;
        for (Lane lane : stream.lanes()) {
            if (lane.phase() == Phase.WAITING) {
                next = earlier(next, wall(lane.health().nextAttempt(), time));
            }
        }
        return instant(next);
    }

    /** The wall-clock time of a time of the monotonic clock, milliseconds since the epoch. */
    private long wall(long atNanos, long time) {
        return time + Math.max(0, atNanos - nanos.getAsLong()) / NANOS_OF_MS;
    }

    private static long oldestPendingAt(StreamLanes stream) {
        long oldest = 0;
        for (Lane lane : stream.lanes()) {
            oldest = earlier(oldest, lane.oldestPendingAt());
        }
        return oldest;
    }

    /** The earlier of two times; 0 means none. */
    private static long earlier(long a, long b) {
        return a == 0 ? b : b == 0 ? a : Math.min(a, b);
    }

    private static @Nullable Instant instant(long time) {
        return time == 0 ? null : Instant.ofEpochMilli(time);
    }
}
