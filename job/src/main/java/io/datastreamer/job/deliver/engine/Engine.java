package io.datastreamer.job.deliver.engine;

import io.datastreamer.connectors.Integrations;
import io.datastreamer.connectors.Outcome;
import io.datastreamer.contract.DataStream;
import io.datastreamer.contract.Document;
import io.datastreamer.contract.StreamStatus;
import io.datastreamer.job.deliver.journal.Journal;
import io.datastreamer.job.deliver.lane.Flight;
import io.datastreamer.job.deliver.lane.Lane;
import io.datastreamer.job.deliver.lane.Phase;
import io.datastreamer.job.deliver.lane.Step;
import io.datastreamer.job.deliver.lane.StreamLanes;
import io.datastreamer.job.deliver.schedule.Budget;
import io.datastreamer.job.deliver.schedule.InFlight;
import io.datastreamer.job.deliver.schedule.ReadyLanes;
import io.datastreamer.job.deliver.schedule.Scheduler;
import io.datastreamer.job.deliver.status.Attempts;
import io.datastreamer.job.deliver.status.LaneCensus;
import io.datastreamer.job.deliver.status.StatusBoard;
import io.datastreamer.job.deliver.status.StatusReport;
import io.datastreamer.job.deliver.status.Tally;
import io.datastreamer.job.deliver.time.Backoff;
import io.datastreamer.job.deliver.time.Pace;
import io.datastreamer.job.deliver.time.Timeline;
import io.datastreamer.job.deliver.time.Turns;
import io.datastreamer.job.deliver.time.Turns.Did;
import java.util.Collection;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Appends documents to journals and serves the lanes of the data streams that this subtask owns. Runs in one thread; only
 * outcomes come from others, through {@link Host#post}.
 *
 * <p>What a document, a change or an outcome means for a lane is decided in {@link Rounds} and {@link Settling}, and
 * carried out by the {@link Scheduler}. All work but appending is done in {@link Turns}, so that input passes in between.
 */
public final class Engine implements AutoCloseable {
    /** A request is given up this long after the deadline that its client should have kept. */
    private static final long GRACE_NANOS = 5_000_000_000L;
    /** So many lanes have their turn at once, and so much time. */
    private static final int MOST_SERVED = 16;

    private static final long SERVING_NANOS = 1_000_000;
    /** How often those that hold places which others wait for are looked at. */
    private static final long RELIEF_NANOS = 100_000_000;

    private static final int GATEWAY_TIMEOUT = 504;

    private final Host host;
    private final DeliverOptions options;
    private final Journals journals;
    private final DataStreams streams;
    private final Restoring restoring;
    private final Expiry expiry;
    private final LaneCensus census;
    private final Tally tally = new Tally();
    private final StatusBoard statuses;
    private final Attempts attempts;
    private final Timeline timeline = new Timeline();
    private final Turns turns;
    private final Pace pace;
    private final Budget budget;
    private final ReadyLanes ready = new ReadyLanes();
    private final InFlight inFlight;
    private final Scheduler scheduler;
    private final NamedBatches named;
    private final Rounds rounds;
    private final Settling settling;
    private final Completions completions;

    private long appended;
    private long appendedSeen;
    private boolean reliefComes;

    /** An engine that has no data streams yet. */
    public Engine(Host host, DeliverOptions options, Integrations integrations, RandomGenerator random) {
        this.host = host;
        this.options = options;
        long retentionMs = options.retention().toMillis();
        long noticeMs = options.expiryNotice().toMillis();
        this.journals = new Journals(host, options);
        this.streams = new DataStreams(host, journals, integrations, options);
        this.restoring = new Restoring(this::configured);
        this.expiry = new Expiry(host, journals, retentionMs);
        this.census = new LaneCensus(retentionMs, noticeMs, host.nanos());
        StatusReport report = new StatusReport(host::now, host::nanos, census, retentionMs, noticeMs);
        this.statuses = new StatusBoard(host::nanos, journals::select, report, host::emit);
        this.attempts = new Attempts(host::emit);
        this.pace = new Pace(options.requestsPerSecond(), host.nanos());
        this.budget = new Budget(options.maxRequests(), options.maxRequestBytes());
        this.inFlight = new InFlight(budget, ready);
        this.turns = new Turns(
                host::nanos,
                () -> host.post(this::wake),
                host::wakeAt,
                List.of(
                        this::doWhatIsDue,
                        this::settleOne,
                        this::decideOnGrown,
                        this::serveSome,
                        this::tellSome,
                        this::flushOne,
                        this::expireSome,
                        this::restoreOne));
        this.scheduler = new Scheduler(timeline, ready, budget, new Scheduler.Listener() {
            @Override
            public void moved(Lane lane, Phase before) {
                census.moved(lane, before);
            }

            @Override
            public void hasWork() {
                turns.ask();
            }
        });
        RoundReader reader = new RoundReader(host, streams, census, tally, retentionMs);
        Departures departures = new Departures(host);
        this.named = new NamedBatches(host, streams, reader);
        this.rounds = new Rounds(host, journals, reader, named, departures, pace);
        Refusals refusals = new Refusals(host, rounds, departures, tally, options.bisectAfter());
        Backoff backoff = new Backoff(options.backoffInitial(), options.backoffMax(), random);
        this.settling = new Settling(host, streams, rounds, named, refusals, reader, attempts, tally, backoff);
        this.completions = new Completions(host, this::wake);
    }

    /** Begins; to be called once, before anything else. */
    public void start() {
        timeline.at(host.nanos() + options.statusInterval().toNanos(), this::tick);
        host.wakeAt(timeline.next());
    }

    // ---- what comes in

    /** Appends a document to a journal. */
    public void append(String journalKey, Document document) {
        turns.inputCame();
        appended++;
        if (journals.append(journalKey, document, host.now()) || journals.hasTooMuchNew()) {
            turns.ask();
        }
    }

    /** What is older than the retention is to be removed from a journal. Called when {@link Host#expireAt} is due. */
    public void expire(String journalKey) {
        expiry.isDue(journalKey);
        turns.ask();
    }

    /** Takes a new or changed data stream. */
    public void configure(String journalKey, DataStream version) {
        restoring.restore(version.id());
        configured(journalKey, version);
    }

    /** These data streams were there before a restart: they are taken bit by bit, or when something comes for them. */
    public void restore(String journalKey, DataStream stream) {
        restoring.add(journalKey, stream);
        turns.ask();
    }

    private void configured(String journalKey, DataStream version) {
        DataStreams.Change change = streams.configure(journalKey, version);
        if (change != null) {
            change.removed().forEach(this::leave);
            for (Lane lane : change.stream().lanes()) {
                census.joined(lane);
                // what it waited for does not matter any more
                scheduler.apply(lane, Step.HOLD);
                scheduler.apply(lane, rounds.decide(lane));
            }
            statuses.touch(change.stream());
        }
    }

    /** Removes a data stream with all that is kept of it; does nothing when it is not there. */
    public void remove(String streamId) {
        restoring.restore(streamId);
        DataStreams.Change change = streams.remove(streamId);
        if (change != null) {
            change.removed().forEach(this::leave);
            statuses.gone(change.stream());
        }
    }

    private void leave(Lane lane) {
        scheduler.apply(lane, Step.HOLD);
        attempts.forget(lane);
        census.left(lane);
    }

    /** The stream as this engine serves it; null when it does not. */
    public @Nullable StreamLanes stream(String streamId) {
        return streams.get(streamId);
    }

    // ---- turns

    /** Does some of what there is to do. Called when {@link Host#wakeAt} is due. */
    public void wake() {
        turns.turn();
        host.wakeAt(timeline.next());
    }

    private Did doWhatIsDue() {
        return timeline.runDue(host.nanos()) ? Did.WORK : Did.NOTHING;
    }

    private Did settleOne() {
        Completions.Completion completion = completions.next();
        if (completion == null) {
            return Did.NOTHING;
        }
        end(completion.flight(), completion.outcome());
        return Did.WORK;
    }

    private void end(Flight flight, Outcome outcome) {
        if (flight.end()) {
            inFlight.end(flight, host.nanos());
            if (flight.isCurrent()) {
                scheduler.apply(flight.lane(), settling.settle(flight, outcome));
                statuses.touch(flight.lane().stream());
            }
        }
    }

    private Did decideOnGrown() {
        if (appended != appendedSeen) {
            pace.documentsCame(appended - appendedSeen, host.nanos());
            tally.appended(appended - appendedSeen);
            appendedSeen = appended;
        }
        String journalKey = journals.nextGrown();
        if (journalKey == null) {
            return Did.NOTHING;
        }
        Journal journal = journals.select(journalKey);
        expiry.arm(journalKey, journal);
        for (Lane lane : streams.lanesOf(journalKey)) {
            if (rounds.isOpenToMore(lane)) {
                scheduler.apply(lane, rounds.decide(lane, journal));
            }
            statuses.touchLater(lane.stream());
        }
        return Did.WORK;
    }

    // several at once: what leaves together shall not be told apart by which of it fails first
    private Did serveSome() {
        Did did = Did.NOTHING;
        long end = host.nanos() + SERVING_NANOS;
        for (int i = 0; i < MOST_SERVED && (i == 0 || host.nanos() - end < 0); i++) {
            ReadyLanes.Turn turn = scheduler.next();
            if (turn == null) {
                relieveSoon();
                return did;
            }
            Did served = serve(turn);
            did = did == Did.WORK ? did : served;
        }
        return did;
    }

    private Did serve(ReadyLanes.Turn turn) {
        Lane lane = turn.lane();
        Serving serving = rounds.serve(lane, turn.standing());
        Flight flight = serving.flight();
        if (flight != null) {
            inFlight.add(flight);
        } else {
            scheduler.sentNothing(turn);
        }
        Step next = serving.next();
        scheduler.apply(lane, next == null ? settling.nothingToSend(lane) : next);
        statuses.touchLater(lane.stream());
        if (flight != null) {
            completions.send(flight);
        }
        return flight == null && !lane.isFilling() ? Did.PATIENT_WORK : Did.WORK;
    }

    private void relieveSoon() {
        if (!reliefComes && !ready.isEmpty()) {
            reliefComes = true;
            timeline.at(host.nanos() + RELIEF_NANOS, () -> {
                reliefComes = false;
                inFlight.relieve(host.nanos());
            });
        }
    }

    private Did tellSome() {
        boolean told = statuses.tellOne();
        told |= attempts.tellOne();
        told |= census.lookAtSome(host.now(), statuses::touchLater);
        return told ? Did.PATIENT_WORK : Did.NOTHING;
    }

    // what is new is written all the time, so that a barrier meets little of it
    private Did flushOne() {
        if (!journals.hasTooMuchNew()) {
            return Did.NOTHING;
        }
        journals.flushOldest();
        return Did.PATIENT_WORK;
    }

    private Did expireSome() {
        return expiry.expireSome() ? Did.PATIENT_WORK : Did.NOTHING;
    }

    private Did restoreOne() {
        return restoring.restoreNext() ? Did.PATIENT_WORK : Did.NOTHING;
    }

    private void tick() {
        long now = host.nanos();
        long tooOld = now - options.requestTimeout().toNanos() - GRACE_NANOS;
        for (Flight flight : inFlight.startedBefore(tooOld)) {
            flight.cancel();
            end(flight, Outcome.unanswered(GATEWAY_TIMEOUT, "no outcome within the deadline"));
        }
        attempts.sumsAreDue();
        census.lookIfDue(now);
        statuses.changesAreDue();
        timeline.at(now + options.statusInterval().toNanos(), this::tick);
    }

    /** Whether there is work that waits for nothing but its turn. */
    public boolean isAsked() {
        return turns.isAsked();
    }

    // ---- checkpoints

    /** Writes to the stores all that is only in the heap: after this the stores can be snapshotted. */
    public void flush() {
        expiry.armAll(journals.grown());
        journals.flushAll();
    }

    /** The stores are being snapshotted for this checkpoint. */
    public void snapshotTaken(long checkpoint) {
        named.snapshotTaken(checkpoint);
    }

    /** The checkpoint is complete: what was fixed before it may be sent. */
    public void checkpointCompleted(long checkpoint) {
        for (Lane lane : named.completed(checkpoint)) {
            if (rounds.isOpenToMore(lane)) {
                scheduler.apply(lane, rounds.decide(lane));
            }
        }
    }

    // ---- the end

    /** From now on nothing lingers: there will be no more documents. */
    public void beginDrain() {
        restoring.restoreAll();
        rounds.drain();
        for (StreamLanes stream : streams.all()) {
            for (Lane lane : stream.lanes()) {
                if (rounds.isOpenToMore(lane)) {
                    scheduler.apply(lane, lane.phase() == Phase.LINGERING ? Step.GO : rounds.decide(lane));
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
        if (turns.isAsked() || completions.isWaitedFor() || !ready.isEmpty() || budget.requests() > 0) {
            return true;
        }
        for (StreamLanes stream : streams.all()) {
            for (Lane lane : stream.lanes()) {
                boolean triesAgain =
                        lane.phase() == Phase.WAITING && lane.health().nextAttempt() - deadlineNanos <= 0;
                if (triesAgain || lane.phase() == Phase.FIXING || lane.phase() == Phase.LINGERING) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Tells the last attempts and statuses, and returns what is left undelivered. */
    public Collection<Undelivered> finish() {
        attempts.tellAll();
        statuses.tellAll();
        return Leftovers.of(streams.all(), journals);
    }

    // ---- numbers

    /** Requests in flight. */
    public int requestsInFlight() {
        return budget.requests();
    }

    /** Heap that documents take which are on their way or at hand, in bytes. */
    public long bytesInFlight() {
        return budget.bytes();
    }

    /** Heap that open journal segments take, in bytes. */
    public long openJournalBytes() {
        return journals.bytes();
    }

    /** Journals that are open in the heap. */
    public int openJournals() {
        return journals.size();
    }

    /** What deliveries have come to. */
    public Tally tally() {
        return tally;
    }

    /** What the lanes are doing. */
    public LaneCensus census() {
        return census;
    }

    /** Data streams in a state, as they were last told. */
    public long streams(StreamStatus.State state) {
        return statuses.streams(state);
    }

    @Override
    public void close() {
        streams.all().forEach(StreamLanes::closeClient);
        journals.close();
    }
}
