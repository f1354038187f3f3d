package io.datastreamer.job.deliver.lane;

import io.datastreamer.connectors.spi.Client;
import io.datastreamer.contract.ApiType;
import io.datastreamer.contract.RecordKind;
import io.datastreamer.job.deliver.time.Timeline;
import org.jspecify.annotations.Nullable;

/**
 * A lane: one kind of document of one data stream, with its phase, its cursor and what it is delivering. Its {@link
 * Health} says how it has fared.
 *
 * <p>A lane that waits holds no thread, no connection and no document.
 */
public final class Lane {
    private final StreamLanes stream;
    private final RecordKind kind;
    private final Health health;

    private Cursor cursor;
    private Step step = Step.HOLD;
    private Timeline.@Nullable Entry alarm;
    private long epoch;
    private int inFlight;
    private long bytesInFlight;
    private long countedBytes;
    private @Nullable Round round;
    private @Nullable Trial trial;
    private @Nullable ObjectPlan plan;
    private final Doubts doubts = new Doubts();
    private final ApartTries apart = new ApartTries();
    private int patience;
    private boolean isBehind;
    private boolean isFilling;
    private long ripeTo;
    private long oldestPendingAt;
    private boolean isRestored;

    /**
     * Creates a lane that does not send yet.
     *
     * @param isRestored whether the cursor is from before a restart: its fixed batches may have been sent
     */
    public Lane(StreamLanes stream, RecordKind kind, Cursor cursor, boolean isRestored) {
        this.stream = stream;
        this.kind = kind;
        this.cursor = cursor;
        this.health = new Health(cursor.lastDeliveredAt() != 0);
        this.isRestored = isRestored;
    }

    /** The name of a lane, unique in its organisation. */
    public static String name(String streamId, RecordKind kind) {
        return streamId + "/" + kind.code();
    }

    /** Its name, unique in its organisation. */
    public String name() {
        return name(stream.id(), kind);
    }

    /** The data stream that it belongs to. */
    public StreamLanes stream() {
        return stream;
    }

    /** The kind of place that it delivers to. */
    public ApiType apiType() {
        return stream.stream().apiType();
    }

    /** The kind of its documents. */
    public RecordKind kind() {
        return kind;
    }

    /** How it has fared. */
    public Health health() {
        return health;
    }

    /** How far it has come. */
    public Cursor cursor() {
        return cursor;
    }

    /** Moves the cursor, only in the heap. */
    public void cursor(Cursor newCursor) {
        cursor = newCursor;
    }

    /** The phase in which the lane is. */
    public Phase phase() {
        return step.phase();
    }

    /** What it does now, and until when. */
    public Step step() {
        return step;
    }

    /**
     * Begins another step. What was to happen at the end of the previous step does not happen any more.
     *
     * @param end rings when the step ends by itself; null if it does not
     */
    public void enter(Step next, Timeline.@Nullable Entry end) {
        if (alarm != null) {
            alarm.cancel();
        }
        step = next;
        alarm = end;
    }

    /** The epoch: outcomes of another epoch do not count. */
    public long epoch() {
        return epoch;
    }

    /**
     * Begins anew after a change: earlier failures and requests under way do not count any more.
     *
     * @param toAnotherPlace whether its receiver may have changed
     */
    public void restart(long nextEpoch, boolean toAnotherPlace) {
        epoch = nextEpoch;
        if (plan != null && inFlight > 0) {
            plan.headMayExist();
        }
        inFlight = 0;
        bytesInFlight = 0;
        trial = null;
        patience = 0;
        apart.restart();
        if (toAnotherPlace) {
            doubts.restart();
        }
        holdUp(toAnotherPlace);
    }

    /**
     * Whether it can be paused and its requests under way still count, because it is neither searching nor writing
     * objects.
     */
    public boolean isInterruptible() {
        return trial == null && plan == null;
    }

    /** Pauses or resumes it: earlier failures do not count any more, requests under way do. */
    public void pause() {
        holdUp(false);
    }

    private void holdUp(boolean toAnotherPlace) {
        isFilling = false;
        doubts.forget();
        health.restart(toAnotherPlace);
        letGo();
    }

    /** Requests under way whose outcome counts. */
    public int inFlight() {
        return inFlight;
    }

    /** Notes that a request has left. */
    public void departed(Flight flight) {
        inFlight++;
        bytesInFlight += flight.documentBytes();
    }

    /** Notes that a request whose outcome counts has ended. */
    public void landed(Flight flight) {
        inFlight--;
        bytesInFlight -= flight.documentBytes();
    }

    /** Whether there are documents at hand that are not on their way. */
    public boolean holdsDocuments() {
        return waitingBytes() > 0;
    }

    /** Heap taken by documents that are at hand and not on their way, in bytes. */
    private long waitingBytes() {
        return round == null ? 0 : Math.max(0, round.heldBytes() - bytesInFlight);
    }

    /** By how much that heap has grown since the last call, in bytes. */
    public long countWaiting() {
        long now = waitingBytes();
        long more = now - countedBytes;
        countedBytes = now;
        return more;
    }

    /** What is being delivered; null when nothing is. */
    public @Nullable Round round() {
        return round;
    }

    /** The current round, or a new one at the cursor. */
    public Round openRound() {
        if (round == null) {
            round = new Round(cursor.position(), cursor.before());
        }
        return round;
    }

    /** Ends the round, of which nothing is left. */
    public void endRound() {
        round = null;
        trial = null;
        doubts.halving(null);
        patience = 0;
        isFilling = false;
    }

    /** Releases the documents unless a request is under way. They are read again when they are needed. */
    public void letGo() {
        Round held = round;
        if (held != null && inFlight == 0) {
            isFilling = false;
            held.release(cursor.position(), cursor.before());
            if (held.isForgettable()) {
                round = null;
            }
        }
    }

    /** Forgets what was delivered ahead of the cursor, because the cursor was moved. */
    public void forgetRound() {
        round = null;
        isFilling = false;
    }

    /** Entries of the kind before the position where reading goes on. */
    public long readTo() {
        return round == null ? cursor.before() : round.nextNumber();
    }

    /** Whether its next request is being read over several turns. */
    public boolean isFilling() {
        return isFilling;
    }

    /** Sets whether its next request has to be read on. */
    public void filling(boolean goesOn) {
        isFilling = goesOn;
    }

    /** Entries of the kind below this number have lingered long enough. */
    public long ripeTo() {
        return ripeTo;
    }

    /** Sets the number below which entries have lingered long enough. */
    public void ripeTo(long number) {
        ripeTo = number;
    }

    /** The search for refused entries; null if there is none. */
    public @Nullable Trial trial() {
        return trial;
    }

    /** Begins a search, or ends it. */
    public void trial(@Nullable Trial newTrial) {
        trial = newTrial;
    }

    /** What it is finding out about sizes and documents that get no answer. */
    public Doubts doubts() {
        return doubts;
    }

    /** The tries of its documents that wait apart. */
    public ApartTries apart() {
        return apart;
    }

    /** Whether its requests carry many documents and are not named objects. */
    public boolean isBatch() {
        Client client = stream.client();
        return client.limits().maxRecords() > 1 && client.objectNames() == null;
    }

    /** How many suspects in a row this search tolerates. */
    public int patienceOr(int first) {
        return Math.max(patience, first);
    }

    /** Sets how many suspects the next search of this batch tolerates. */
    public void patience(int newPatience) {
        patience = newPatience;
    }

    /** The plan of its named objects; only for places that keep such objects. */
    public ObjectPlan plan() {
        if (plan == null) {
            plan = new ObjectPlan(cursor, isRestored);
            isRestored = false;
        }
        return plan;
    }

    /** Drops the plan, because what was fixed is not fixed any more. */
    public void dropPlan() {
        plan = null;
        isRestored = false;
    }

    /** The plan if there is one; null otherwise. */
    public @Nullable ObjectPlan planOrNull() {
        return plan;
    }

    /** Its standing among the lanes that want to send. */
    public Standing standing() {
        Standing standing = health.standing();
        return standing == Standing.CURRENT && isBehind ? Standing.BEHIND : standing;
    }

    /** Sets whether more waits than the next request can take. */
    public void behind(boolean more) {
        isBehind = more;
    }

    /** Journal time of the oldest entry that waits, milliseconds since the epoch; 0 if unknown. */
    public long oldestPendingAt() {
        return oldestPendingAt;
    }

    /** Sets the journal time of the oldest entry that waits; 0 if nothing waits or it is unknown. */
    public void oldestPendingAt(long time) {
        oldestPendingAt = time;
    }
}
