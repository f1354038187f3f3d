package io.datastreamer.job.deliver;

import io.datastreamer.contract.RecordKind;
import org.jspecify.annotations.Nullable;

/**
 * One kind of document of one data stream: what it is doing. The {@link Engine} moves it from phase to phase.
 *
 * <p>A lane that waits holds no thread, no connection and no buffer.
 */
final class Lane {
    /** A request that took longer than this leaves the lane in doubt. */
    private static final long SLOW_MS = 2_000;

    /** What a lane does. */
    enum Phase {
        /** Does not send: paused, or its settings are not valid. */
        HELD,
        /** Has nothing to send. */
        IDLE,
        /** Has something to send, and waits for more. */
        LINGERING,
        /** Wants to send, and waits for its turn. */
        READY,
        /** A request is under way. */
        SENDING,
        /** Waits before it tries again. */
        WAITING
    }

    private final StreamLanes stream;
    private final RecordKind kind;
    private final SuccessSum successes = new SuccessSum();

    private Cursor cursor;
    private Phase phase = Phase.HELD;
    private long epoch;
    private Timeline.@Nullable Entry alarm;
    private int failures;
    private boolean inDoubt;
    private long oldestPendingAt;
    private long nextAttemptAt;

    Lane(StreamLanes stream, RecordKind kind, Cursor cursor) {
        this.stream = stream;
        this.kind = kind;
        this.cursor = cursor;
        this.inDoubt = cursor.lastDeliveredAt() == 0;
    }

    /** The lane's name among all of its organisation. */
    static String name(String streamId, RecordKind kind) {
        return streamId + "/" + kind.code();
    }

    String name() {
        return name(stream.id(), kind);
    }

    StreamLanes stream() {
        return stream;
    }

    RecordKind kind() {
        return kind;
    }

    Cursor cursor() {
        return cursor;
    }

    void cursor(Cursor newCursor) {
        cursor = newCursor;
    }

    Phase phase() {
        return phase;
    }

    /** Goes to a phase; what was to happen at the end of the one before does not happen any more. */
    void enter(Phase next) {
        if (alarm != null) {
            alarm.cancel();
            alarm = null;
        }
        phase = next;
    }

    /** Goes to a phase that ends by itself. */
    void enter(Phase next, Timeline.Entry end) {
        enter(next);
        alarm = end;
    }

    long epoch() {
        return epoch;
    }

    /** From now on no outcome of a request that is under way counts. */
    void detach(long nextEpoch) {
        epoch = nextEpoch;
    }

    /** Begins anew after a change: what went wrong before does not count any more. */
    void restart(long nextEpoch) {
        detach(nextEpoch);
        failures = 0;
        nextAttemptAt = 0;
    }

    /** Attempts in a row that failed. */
    int failures() {
        return failures;
    }

    boolean isInDoubt() {
        return inDoubt;
    }

    void succeeded(long durationMs) {
        failures = 0;
        nextAttemptAt = 0;
        inDoubt = durationMs > SLOW_MS;
    }

    void failed(long tryAgainAt) {
        failures++;
        inDoubt = true;
        nextAttemptAt = tryAgainAt;
    }

    /** When it is tried again, milliseconds since the epoch; 0 when it does not wait for that. */
    long nextAttemptAt() {
        return phase == Phase.WAITING ? nextAttemptAt : 0;
    }

    /** Journal time of the oldest entry that waits, as far as it was looked at; 0 when unknown. */
    long oldestPendingAt() {
        return oldestPendingAt;
    }

    void oldestPendingAt(long time) {
        oldestPendingAt = time;
    }

    SuccessSum successes() {
        return successes;
    }
}
