package io.datastreamer.job.deliver;

import io.datastreamer.contract.DataStream;
import io.datastreamer.contract.StatusChange;
import io.datastreamer.contract.StreamStatus;
import io.datastreamer.job.deliver.journal.Journal;
import io.datastreamer.job.deliver.journal.Selection;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells the status of data streams: what a stream does at once when that changes, its counters from time to time, and
 * no more than so many a second.
 */
final class StatusBoard {
    /** Most statuses a second. */
    private static final int MOST_A_SECOND = 1_000;
    /** A stream whose oldest pending document is older than this is catching up. */
    private static final long CATCHING_UP_MS = 10_000;

    private final Host host;
    private final Journals journals;
    private final Map<String, StreamStatus.State> told = new HashMap<>();
    private final CountBy<StreamStatus.State> streams = new CountBy<>(StreamStatus.State.class);
    private final long retentionMs;
    private final long noticeMs;
    private final Set<StreamLanes> changed = new LinkedHashSet<>();
    private long second;
    private int inThisSecond;

    /**
     * Nothing is told yet.
     *
     * @param retentionMs how long documents are kept
     * @param noticeMs how long before the oldest document that waits is lost this is told
     */
    StatusBoard(Host host, Journals journals, long retentionMs, long noticeMs) {
        this.host = host;
        this.journals = journals;
        this.retentionMs = retentionMs;
        this.noticeMs = noticeMs;
    }

    /** Something about the stream has changed. */
    void touch(StreamLanes stream) {
        changed.add(stream);
        if (told.get(stream.id()) != state(stream, host.now()) && allowed()) {
            tell(stream);
            changed.remove(stream);
        }
    }

    /** A counter of the stream has changed, and nothing else: told with the next ones. */
    void touchLater(StreamLanes stream) {
        changed.add(stream);
    }

    /** The stream is gone for good. */
    void gone(StreamLanes stream) {
        changed.remove(stream);
        count(told.remove(stream.id()), -1);
        host.emit(StatusChange.gone(stream.id()));
    }

    /** Tells what has changed, as far as the rate goes. */
    void tellChanged() {
        Iterator<StreamLanes> streams = changed.iterator();
        while (streams.hasNext() && allowed()) {
            tell(streams.next());
            streams.remove();
        }
    }

    /** Tells all that has changed: the last word. */
    void tellAll() {
        changed.forEach(this::tell);
        changed.clear();
    }

    private void tell(StreamLanes stream) {
        StreamStatus status = status(stream);
        count(told.put(stream.id(), status.state()), -1);
        count(status.state(), 1);
        host.emit(StatusChange.of(status));
    }

    private void count(StreamStatus.@Nullable State state, int by) {
        if (state != null) {
            streams.add(state, by);
        }
    }

    /** How many streams are in a state, as they were last told. */
    long streams(StreamStatus.State state) {
        return streams.of(state);
    }

    private boolean allowed() {
        long now = host.now() / 1_000;
        if (now != second) {
            second = now;
            inThisSecond = 0;
        }
        return inThisSecond++ < MOST_A_SECOND;
    }

    private StreamStatus status(StreamLanes stream) {
        long now = host.now();
        Journal journal = journals.select(stream.journalKey());
        long delivered = 0;
        long refused = 0;
        long expired = 0;
        long stale = 0;
        long pending = 0;
        long lastDeliveredAt = 0;
        long nextAttemptAt = 0;
        for (Lane lane : stream.lanes()) {
            Cursor cursor = lane.cursor();
            delivered += cursor.delivered();
            refused += cursor.refused();
            expired += cursor.expired();
            stale += cursor.stale();
            long waiting = journal.count(lane.kind()) - cursor.before();
            pending += waiting;
            if (waiting > 0 && lane.oldestPendingAt() == 0) {
                lane.oldestPendingAt(oldestIn(journal, lane));
            }
            lastDeliveredAt = Math.max(lastDeliveredAt, cursor.lastDeliveredAt());
            nextAttemptAt = earlier(nextAttemptAt, lane.nextAttemptAt());
        }
        long oldestPendingAt = oldestPendingAt(stream);
        DataStream configured = stream.stream();
        return new StreamStatus(
                configured.id(),
                configured.organisationId(),
                configured.name(),
                configured.apiType(),
                configured.streamType(),
                stream.target(),
                state(stream, now),
                instant(lastDeliveredAt),
                stream.remoteStatus(),
                delivered,
                refused,
                expired,
                stale,
                pending,
                instant(oldestPendingAt),
                oldestPendingAt == 0 ? 0 : Math.max(0, now - oldestPendingAt) / 1_000,
                expiresInSeconds(oldestPendingAt, now),
                stream.lastError(),
                instant(nextAttemptAt),
                Instant.ofEpochMilli(now));
    }

    private @Nullable Long expiresInSeconds(long oldestPendingAt, long now) {
        long left = oldestPendingAt + retentionMs - now;
        return oldestPendingAt == 0 || left > noticeMs ? null : Math.max(0, left) / 1_000;
    }

    /** Journal time of the entry at the lane's cursor; 0 when only expired ones are left. */
    private static long oldestIn(Journal journal, Lane lane) {
        Selection one = new Selection(lane.kind(), type -> true, Long.MIN_VALUE, 1, 1, null);
        Cursor cursor = lane.cursor();
        return journal.reader().read(cursor.position(), cursor.before(), one).firstTime();
    }

    private static StreamStatus.State state(StreamLanes stream, long now) {
        if (stream.stream().state() == DataStream.State.PAUSED) {
            return StreamStatus.State.PAUSED;
        }
        if (stream.hasSettingsError() || stream.lanes().stream().anyMatch(lane -> lane.failures() > 0)) {
            return StreamStatus.State.FAILING;
        }
        long oldest = oldestPendingAt(stream);
        return oldest != 0 && now - oldest > CATCHING_UP_MS
                ? StreamStatus.State.CATCHING_UP
                : StreamStatus.State.RUNNING;
    }

    private static long oldestPendingAt(StreamLanes stream) {
        long oldest = 0;
        for (Lane lane : stream.lanes()) {
            oldest = earlier(oldest, lane.oldestPendingAt());
        }
        return oldest;
    }

    /** The earlier of two times, of which 0 stands for none. */
    private static long earlier(long a, long b) {
        return a == 0 ? b : b == 0 ? a : Math.min(a, b);
    }

    private static @Nullable Instant instant(long time) {
        return time == 0 ? null : Instant.ofEpochMilli(time);
    }
}
