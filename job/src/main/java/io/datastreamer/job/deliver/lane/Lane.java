package io.datastreamer.job.deliver.lane;

import io.datastreamer.connectors.spi.Client;
import io.datastreamer.contract.ApiType;
import io.datastreamer.contract.RecordKind;
import io.datastreamer.job.deliver.time.Timeline;
import org.jspecify.annotations.Nullable;

/**
 * One kind of document of one data stream: what it does, where it stands, what it is delivering. How it has fared is its
 * {@link Health}.
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
     * A lane that does not send yet.
     *
     * @param isRestored whether the cursor is one of before a restart: what it has fixed may have been sent
     */
    public Lane(StreamLanes stream, RecordKind kind, Cursor cursor, boolean isRestored) {
        this.stream = stream;
        this.kind = kind;
        this.cursor = cursor;
        this.health = new Health(cursor.lastDeliveredAt() != 0);
        this.isRestored = isRestored;
    }

    /** The name of a lane among all of its organisation. */
    public static String name(String streamId, RecordKind kind) {
        return streamId + "/" + kind.code();
    }

    /** Its name among all of its organisation. */
    public String name() {
        return name(stream.id(), kind);
    }

    /** The data stream that it belongs to. */
    public StreamLanes stream() {
        return stream;
    }

    /** The kind of place that it goes to. */
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

    /** Moves the cursor, in the heap alone. */
    public void cursor(Cursor newCursor) {
        cursor = newCursor;
    }

    /** The phase in which the lane is. */
    public Phase phase() {
        return step.phase();
    }

    /** What it does, and until when. */
    public Step step() {
        return step;
    }

    /**
     * Does something else; what was to happen at the end of the step before does not happen any more.
     *
     * @param end rings when the step ends by itself; null when it does not
     */
    public void enter(Step next, Timeline.@Nullable Entry end) {
        if (alarm != null) {
            alarm.cancel();
        }
        step = next;
        alarm = end;
    }

    /** Which of its lives this is: outcomes of another one do not count. */
    public long epoch() {
        return epoch;
    }

    /**
     * Begins anew after a change: what went wrong before does not count any more, nor what is under way.
     *
     * @param toAnotherPlace whether its receiver may be another one than before
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

    /** Whether it may be held up and go on with its requests still under way: nothing hangs on what comes next. */
    public boolean isInterruptible() {
        return trial == null && plan == null;
    }

    /** Is held up, or goes on: what went wrong before does not count any more, and what is under way does. */
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

    /** A request has left. */
    public void departed(Flight flight) {
        inFlight++;
        bytesInFlight += flight.documentBytes();
    }

    /** A request whose outcome counts has ended. */
    public void landed(Flight flight) {
        inFlight--;
        bytesInFlight -= flight.documentBytes();
    }

    /** Whether documents are at hand that are not on their way. */
    public boolean holdsDocuments() {
        return waitingBytes() > 0;
    }

    /** Heap that documents take which are at hand and not on their way, in bytes. */
    private long waitingBytes() {
        return round == null ? 0 : Math.max(0, round.heldBytes() - bytesInFlight);
    }

    /** How much more heap than at the last call documents take which are at hand and not on their way, in bytes. */
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

    /** The round that is under way, or a new one at the cursor. */
    public Round openRound() {
        if (round == null) {
            round = new Round(cursor.position(), cursor.before());
        }
        return round;
    }

    /** Nothing of the round is left. */
    public void endRound() {
        round = null;
        trial = null;
        doubts.halving(null);
        patience = 0;
        isFilling = false;
    }

    /** Lets go of the documents, while nothing is under way: they are read again when they are wanted. */
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

    /** Forgets what was delivered ahead of the cursor: it has moved. */
    public void forgetRound() {
        round = null;
        isFilling = false;
    }

    /** Entries of the kind before the place where reading goes on. */
    public long readTo() {
        return round == null ? cursor.before() : round.nextNumber();
    }

    /** Whether its next request is being read, over several turns. */
    public boolean isFilling() {
        return isFilling;
    }

    /** Its next request has to be read on, or does not. */
    public void filling(boolean goesOn) {
        isFilling = goesOn;
    }

    /** Entries of the kind before this number have waited for more long enough. */
    public long ripeTo() {
        return ripeTo;
    }

    /** Entries before this number have waited for more long enough. */
    public void ripeTo(long number) {
        ripeTo = number;
    }

    /** The search for refused entries; null when there is none under way. */
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

    /** When those of its documents that wait apart are tried. */
    public ApartTries apart() {
        return apart;
    }

    /** Whether its requests carry many documents, none of which is an object with a name. */
    public boolean isBatch() {
        Client client = stream.client();
        return client.limits().maxRecords() > 1 && client.objectNames() == null;
    }

    /** How many suspects in a row this trial bears. */
    public int patienceOr(int first) {
        return Math.max(patience, first);
    }

    /** How many suspects the next trial of this batch bears. */
    public void patience(int newPatience) {
        patience = newPatience;
    }

    /** How its batches become objects with names; only for places that keep them so. */
    public ObjectPlan plan() {
        if (plan == null) {
            plan = new ObjectPlan(cursor, isRestored);
            isRestored = false;
        }
        return plan;
    }

    /** What was fixed is not any more. */
    public void dropPlan() {
        plan = null;
        isRestored = false;
    }

    /** The same if there is one; null otherwise. */
    public @Nullable ObjectPlan planOrNull() {
        return plan;
    }

    /** How it stands among those that want to send. */
    public Standing standing() {
        Standing standing = health.standing();
        return standing == Standing.CURRENT && isBehind ? Standing.BEHIND : standing;
    }

    /** Whether more waits than the next request can take. */
    public void behind(boolean more) {
        isBehind = more;
    }

    /** Journal time of the oldest entry that waits, as far as it was looked at; 0 when unknown. */
    public long oldestPendingAt() {
        return oldestPendingAt;
    }

    /** The oldest entry that waits has this journal time; 0 when nothing waits or it is not known. */
    public void oldestPendingAt(long time) {
        oldestPendingAt = time;
    }
}
