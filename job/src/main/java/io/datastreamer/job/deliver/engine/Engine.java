package io.datastreamer.job.deliver.engine;

import io.datastreamer.connectors.Integrations;
import io.datastreamer.contract.Document;
import io.datastreamer.contract.Question;
import io.datastreamer.contract.StreamConfiguration;
import io.datastreamer.contract.StreamStatus;
import io.datastreamer.job.deliver.lane.Lane;
import io.datastreamer.job.deliver.lane.Phase;
import io.datastreamer.job.deliver.lane.Step;
import io.datastreamer.job.deliver.lane.StreamLanes;
import io.datastreamer.job.deliver.status.LaneCensus;
import io.datastreamer.job.deliver.status.Tally;
import io.datastreamer.job.deliver.time.Turns;
import java.util.Collection;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Appends documents to journals and serves the lanes of the data streams that this subtask owns. Runs in one thread;
 * only outcomes come from others, through {@link Host#post}.
 *
 * <p>This class takes what comes from Flink and from the host. {@link Rounds} and {@link Settling} decide what it means
 * for a lane, and the scheduler carries that out. All work except appending is done in {@link Turns}, which are made of
 * {@link Chores}, so that input passes in between.
 */
public final class Engine implements AutoCloseable {
    private final Host host;
    private final Parts parts;
    private final Restoring restoring;
    private final Chores chores;
    private final Turns turns;

    /** Creates an engine without data streams. */
    public Engine(Host host, DeliverOptions options, Integrations integrations, RandomGenerator random) {
        this.host = host;
        this.parts = new Parts(host, options, integrations, random, this::hasWork, this::wake);
        this.restoring = new Restoring(this::configured);
        this.chores = new Chores(host, options, parts, restoring);
        this.turns = new Turns(host::nanos, () -> host.post(this::wake), host::wakeAt, chores.all());
    }

    private void hasWork() {
        turns.ask();
    }

    /** Starts the engine. Call it once, before anything else. */
    public void start() {
        chores.tickFrom(host.nanos());
        host.wakeAt(parts.timeline.next());
    }

    /** Does some of the work that is due. Called when {@link Host#wakeAt} is due. */
    public void wake() {
        turns.turn();
        host.wakeAt(parts.timeline.next());
    }

    /** Whether there is work that only waits for its turn. */
    public boolean isAsked() {
        return turns.isAsked();
    }

    // ---- documents and data streams

    /** Appends a document to a journal. */
    public void append(String journalKey, Document document) {
        turns.inputCame();
        chores.appended();
        if (parts.journals.append(journalKey, document, host.now()) || parts.journals.hasTooMuchNew()) {
            turns.ask();
        }
    }

    /** Schedules removing from a journal what is older than the retention. Called when {@link Host#expireAt} is due. */
    public void expire(String journalKey) {
        parts.expiry.isDue(journalKey);
        turns.ask();
    }

    /** Erases a journal: nothing in it is sent any more, and it is removed bit by bit. */
    public void erase(String journalKey) {
        restoring.restoreOf(journalKey);
        parts.journals.select(journalKey).erase();
        parts.journals.changed(journalKey);
        parts.expiry.isDue(journalKey);
        for (Lane lane : parts.streams.lanesOf(journalKey)) {
            long number = parts.journals.select(journalKey).count(lane.kind());
            parts.streams.store(lane, lane.cursor().counted(parts.ledgers.begunAnew(lane, number)));
            parts.statuses.touch(lane.stream());
        }
        turns.ask();
    }

    /** Takes a new or changed data stream. */
    public void configure(String journalKey, StreamConfiguration version) {
        restoring.restore(version.id());
        configured(journalKey, version);
    }

    /** Takes a data stream that existed before a restart. It is restored bit by bit, or when something comes for it. */
    public void restore(String journalKey, StreamConfiguration stream) {
        restoring.add(journalKey, stream);
        turns.ask();
    }

    /** Takes a question about what a journal holds. */
    public void ask(String journalKey, Question question) {
        if (question.ask() instanceof Question.Fetch fetch) {
            restoring.restore(fetch.streamId());
        } else if (question.ask() instanceof Question.SendAgain again) {
            restoring.restore(again.streamId());
        } else if (question.ask() instanceof Question.Ledger ledger) {
            restoring.restore(ledger.streamId());
        }
        parts.questions.ask(journalKey, question);
        turns.ask();
    }

    private void configured(String journalKey, StreamConfiguration version) {
        DataStreams.Change change = parts.streams.configure(journalKey, version);
        if (change != null) {
            change.removed().forEach(this::leave);
            for (Lane lane : change.stream().lanes()) {
                parts.census.joined(lane);
                // whatever it was waiting for does not matter any more
                parts.scheduler.apply(lane, Step.HOLD);
                parts.scheduler.apply(lane, parts.rounds.decide(lane));
            }
            parts.statuses.touch(change.stream());
            parts.questions.changed(journalKey);
        }
    }

    /** Removes a data stream with everything that is kept of it; does nothing if it does not exist. */
    public void remove(String streamId) {
        restoring.restore(streamId);
        DataStreams.Change change = parts.streams.remove(streamId);
        if (change != null) {
            change.removed().forEach(this::leave);
            parts.statuses.gone(change.stream());
            parts.questions.changed(change.stream().journalKey());
        }
    }

    private void leave(Lane lane) {
        parts.scheduler.apply(lane, Step.HOLD);
        parts.attempts.forget(lane);
        parts.census.left(lane);
    }

    /** The stream as this engine serves it; null if it does not. */
    public @Nullable StreamLanes stream(String streamId) {
        return parts.streams.get(streamId);
    }

    // ---- checkpoints

    /** Writes to the stores what is only in the heap, so that they can be snapshotted. */
    public void flush() {
        parts.expiry.armAll(parts.journals.grown());
        parts.journals.flushAll();
    }

    /** Notes that the stores are being snapshotted for this checkpoint. */
    public void snapshotTaken(long checkpoint) {
        parts.named.snapshotTaken(checkpoint);
    }

    /** Notes that the checkpoint is complete: what was fixed before it may be sent. */
    public void checkpointCompleted(long checkpoint) {
        parts.named.completed(checkpoint);
        turns.ask();
    }

    // ---- the end

    /** Notes that no more documents will come: from now on nothing lingers. */
    public void beginDrain() {
        restoring.restoreAll();
        parts.rounds.drain();
        for (StreamLanes stream : parts.streams.all()) {
            for (Lane lane : stream.lanes()) {
                if (parts.rounds.isOpenToMore(lane)) {
                    parts.scheduler.apply(lane, lane.phase() == Phase.LINGERING ? Step.GO : parts.rounds.decide(lane));
                }
            }
        }
        turns.ask();
    }

    /**
     * Whether any lane may still deliver something before the deadline.
     *
     * @param deadlineNanos of the monotonic clock
     */
    public boolean isDraining(long deadlineNanos) {
        if (turns.isAsked()
                || parts.completions.isWaitedFor()
                || !parts.ready.isEmpty()
                || parts.budget.requests() > 0) {
            return true;
        }
        for (StreamLanes stream : parts.streams.all()) {
            for (Lane lane : stream.lanes()) {
                boolean triesAgain =
                        lane.phase() == Phase.WAITING && lane.health().nextAttempt() - deadlineNanos <= 0;
                boolean looksAgain = lane.phase() == Phase.IDLE
                        && lane.step().until() != 0
                        && lane.step().until() - deadlineNanos <= 0;
                if (triesAgain || looksAgain || lane.phase() == Phase.FIXING || lane.phase() == Phase.LINGERING) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Emits the last attempts and statuses, and returns what is left undelivered. */
    public Collection<Undelivered> finish() {
        parts.attempts.tellAll();
        parts.statuses.tellAll();
        return Leftovers.of(parts.streams.all(), parts.journals);
    }

    // ---- numbers

    /** Requests in flight. */
    public int requestsInFlight() {
        return parts.budget.requests();
    }

    /** Heap taken by documents that are under way or at hand, in bytes. */
    public long bytesInFlight() {
        return parts.budget.bytes();
    }

    /** Heap taken by open journal segments, in bytes. */
    public long openJournalBytes() {
        return parts.journals.bytes();
    }

    /** How many journals are open in the heap. */
    public int openJournals() {
        return parts.journals.size();
    }

    /** Counts of deliveries. */
    public Tally tally() {
        return parts.tally;
    }

    /** What the lanes are doing. */
    public LaneCensus census() {
        return parts.census;
    }

    /** How many data streams are in a state, as last reported. */
    public long streams(StreamStatus.State state) {
        return parts.statuses.streams(state);
    }

    /** The parts of this engine. */
    Parts parts() {
        return parts;
    }

    @Override
    public void close() {
        parts.streams.all().forEach(StreamLanes::closeClient);
        parts.journals.close();
    }
}
