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
        /** Waits for requests that are under way. */
        SENDING,
        /** Waits before it tries again. */
        WAITING,
        /** Has fixed its batch and its name, and waits for the checkpoint that has them. */
        FIXING
    }

    private final StreamLanes stream;
    private final RecordKind kind;
    private final SuccessSum successes = new SuccessSum();

    private Cursor cursor;
    private Phase phase = Phase.HELD;
    private long epoch;
    private Timeline.@Nullable Entry alarm;
    private int inFlight;
    private @Nullable Round round;
    private @Nullable Trial trial;
    private int failures;
    private int serverErrors;
    private int patience;
    private boolean inDoubt;
    private boolean isBehind;
    private boolean isFixedSafe;
    private boolean mayExist;
    private long oldestPendingAt;
    private long nextAttemptAt;

    Lane(StreamLanes stream, RecordKind kind, Cursor cursor) {
        this.stream = stream;
        this.kind = kind;
        this.cursor = cursor;
        this.inDoubt = cursor.lastDeliveredAt() == 0;
        // what comes from state was in a checkpoint, and may have been sent after it
        this.isFixedSafe = cursor.fixed() != null;
        this.mayExist = isFixedSafe;
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

    /** Begins anew after a change: what went wrong before does not count any more, nor what is under way. */
    void restart(long nextEpoch) {
        epoch = nextEpoch;
        inFlight = 0;
        trial = null;
        failures = 0;
        serverErrors = 0;
        patience = 0;
        nextAttemptAt = 0;
        enter(Phase.IDLE);
        letGo();
    }

    /** Requests under way whose outcome counts. */
    int inFlight() {
        return inFlight;
    }

    void departed() {
        inFlight++;
    }

    void landed() {
        inFlight--;
    }

    /** What is being delivered; null when nothing is. */
    @Nullable
    Round round() {
        return round;
    }

    /** The round that is under way, or a new one at the cursor. */
    Round openRound() {
        if (round == null) {
            round = new Round(cursor.position(), cursor.before());
        }
        return round;
    }

    /** Nothing of the round is left. */
    void endRound() {
        round = null;
        trial = null;
        patience = 0;
    }

    /** Lets go of the documents, while nothing is under way: they are read again when they are wanted. */
    void letGo() {
        Round held = round;
        if (held != null && inFlight == 0) {
            held.release(cursor.position(), cursor.before());
            if (held.isForgettable()) {
                round = null;
            }
        }
    }

    /** Forgets what was delivered ahead of the cursor: it has moved. */
    void forgetRound() {
        round = null;
    }

    /** Entries of the kind before the place where reading goes on. */
    long readTo() {
        return round == null ? cursor.before() : round.nextNumber();
    }

    /** The search for refused entries; null when there is none under way. */
    @Nullable
    Trial trial() {
        return trial;
    }

    void trial(@Nullable Trial newTrial) {
        trial = newTrial;
    }

    /** Answers in a row that the server had failed. */
    int serverErrors() {
        return serverErrors;
    }

    void serverFailed() {
        serverErrors++;
    }

    /** How many suspects in a row this trial bears. */
    int patienceOr(int first) {
        return Math.max(patience, first);
    }

    void patience(int newPatience) {
        patience = newPatience;
    }

    /** Whether a checkpoint has the bounds and the name of the fixed batch, so that it may be sent. */
    boolean isFixedSafe() {
        return isFixedSafe;
    }

    /** The batch has been fixed, or fixed anew. */
    void fixedAnew() {
        isFixedSafe = false;
        mayExist = false;
    }

    /** A checkpoint has what was fixed. */
    void fixedIsSafe() {
        isFixedSafe = true;
    }

    /** Whether the fixed batch may be at its place already. */
    boolean mayExist() {
        return mayExist;
    }

    /** The fixed batch is on its way. */
    void fixedDeparted() {
        mayExist = true;
    }

    /** Attempts in a row that failed. */
    int failures() {
        return failures;
    }

    Standing standing() {
        if (inDoubt) {
            return Standing.IN_DOUBT;
        }
        return isBehind ? Standing.BEHIND : Standing.CURRENT;
    }

    /** Whether more waits than the next request can take. */
    void behind(boolean more) {
        isBehind = more;
    }

    /** Something was delivered: the server is up. */
    void wasTaken() {
        serverErrors = 0;
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

    /** What it sent was refused; what comes next is tried at once. */
    void refused() {
        failures = Math.max(failures, 1);
        inDoubt = true;
    }

    /** Asked to wait longer than it does already. */
    void waitUntil(long time) {
        nextAttemptAt = Math.max(nextAttemptAt, time);
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
