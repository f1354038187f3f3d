package io.datastreamer.job.deliver;

import io.datastreamer.connectors.Integrations;
import io.datastreamer.connectors.Outcome;
import io.datastreamer.contract.DataStream;
import io.datastreamer.contract.Document;
import io.datastreamer.contract.StreamStatus;
import io.datastreamer.job.deliver.journal.Journal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Appends documents to journals and serves the lanes of the data streams that this subtask owns. Runs in one thread; only
 * outcomes come from others, through {@link Host#post}.
 */
final class Engine implements AutoCloseable {
    /** A piece of work takes about this long before others have their turn. */
    private static final long SLICE_NANOS = 5_000_000;
    /** A request is given up this long after the deadline that its client should have kept. */
    private static final long GRACE_MS = 5_000;

    private record Completion(Flight flight, Outcome outcome) {}

    private final Host host;
    private final DeliverOptions options;
    private final Journals journals;
    private final DataStreams streams;
    private final Expiry expiry;
    private final StatusBoard statuses;
    private final FixedObjects objects;
    private final Attempts attempts;
    private final LaneCensus census;
    private final Tally tally = new Tally();
    private final Rounds rounds;
    private final Settling settling;
    private final Pace pace;
    private final Budget budget;
    private final Timeline timeline = new Timeline();
    private final ReadyLanes ready = new ReadyLanes();

    private final Set<Flight> flights = new LinkedHashSet<>();
    private final Queue<Completion> completions = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean completionsPosted = new AtomicBoolean();

    private boolean servePosted;
    private boolean flushPosted;

    Engine(Host host, DeliverOptions options, Integrations integrations, RandomGenerator random) {
        this.host = host;
        this.options = options;
        this.journals = new Journals(host, options);
        long retentionMs = options.retention().toMillis();
        long noticeMs = options.expiryNotice().toMillis();
        this.census = new LaneCensus(retentionMs, noticeMs);
        this.streams = new DataStreams(
                host, journals, integrations, options.startSlack().toMillis(), census);
        this.expiry = new Expiry(host, journals, retentionMs);
        this.statuses = new StatusBoard(host, journals, retentionMs, noticeMs);
        this.objects = new FixedObjects(host, streams);
        this.attempts = new Attempts(host);
        this.pace = new Pace(options.requestsPerSecond(), host.now());
        this.rounds = new Rounds(host, options, journals, streams, objects, timeline, pace, tally, this::enqueue);
        Backoff backoff = new Backoff(options.backoffInitial(), options.backoffMax(), random);
        this.settling = new Settling(host, options, journals, streams, rounds, attempts, tally, statuses, backoff);
        this.budget = new Budget(options.maxRequests(), options.maxRequestBytes());
    }

    /** Begins; to be called once, before anything else. */
    void start() {
        timeline.at(host.now() + options.statusInterval().toMillis(), this::tick);
        host.wakeAt(timeline.next());
    }

    // ---- documents

    /** Appends a document to a journal. */
    void append(String journalKey, Document document) {
        Journal journal = journals.select(journalKey);
        long now = host.now();
        journal.append(document, now);
        tally.appended();
        pace.documentCame(now);
        journals.grown(journalKey);
        if (journals.hasTooMuchNew()) {
            postFlush();
        }
        expiry.arm(journalKey, journal);
        for (Lane lane : streams.lanesOf(journalKey)) {
            if (lane.kind() == document.kind()) {
                if (rounds.isOpenToMore(lane)) {
                    rounds.evaluate(lane, journal);
                }
                statuses.touchLater(lane.stream());
            }
        }
    }

    /** Removes from a journal what is older than the retention. Called when {@link Host#expireAt} is due. */
    void expire(String journalKey) {
        expiry.expire(journalKey);
    }

    // ---- data streams

    /** Takes a new or changed data stream, or one that was there before a restore. */
    void configure(String journalKey, DataStream version) {
        StreamLanes stream = streams.configure(journalKey, version);
        if (stream != null) {
            Journal journal = journals.select(journalKey);
            stream.lanes().forEach(lane -> rounds.evaluate(lane, journal));
            statuses.touch(stream);
        }
    }

    /** Removes a data stream with all that is kept of it; does nothing when it is not there. */
    void remove(String streamId) {
        StreamLanes stream = streams.remove(streamId);
        if (stream != null) {
            statuses.gone(stream);
        }
    }

    /** The stream as this engine serves it; null when it does not. */
    @Nullable
    StreamLanes stream(String streamId) {
        return streams.get(streamId);
    }

    // ---- rounds

    private void enqueue(Lane lane) {
        ready.add(lane);
        postServe();
    }

    private void postServe() {
        if (!servePosted) {
            servePosted = true;
            host.post(this::serveReady);
        }
    }

    private void serveReady() {
        servePosted = false;
        long end = System.nanoTime() + SLICE_NANOS;
        Lane lane = ready.next(budget);
        while (lane != null) {
            serve(lane);
            if (System.nanoTime() - end > 0) {
                postServe();
                return;
            }
            lane = ready.next(budget);
        }
    }

    private void serve(Lane lane) {
        Flight flight = rounds.next(lane);
        statuses.touchLater(lane.stream());
        if (flight == null) {
            if (lane.phase() == Lane.Phase.READY) {
                settling.nothingToSend(lane);
            }
            return;
        }
        budget.take(flight);
        flights.add(flight);
        rounds.sent(lane);
        lane.stream().client().send(flight.batch(), outcome -> complete(flight, outcome));
    }

    /** Takes an outcome from whatever thread it comes in. */
    private void complete(Flight flight, Outcome outcome) {
        completions.add(new Completion(flight, outcome));
        if (completionsPosted.compareAndSet(false, true)) {
            host.post(this::settleCompletions);
        }
    }

    private void settleCompletions() {
        completionsPosted.set(false);
        long end = System.nanoTime() + SLICE_NANOS;
        Completion completion = completions.poll();
        while (completion != null) {
            Flight flight = completion.flight();
            flights.remove(flight);
            budget.giveBack(flight);
            ready.freed(flight.receiver());
            if (flight.isCurrent()) {
                settling.settle(flight, completion.outcome());
            }
            if (System.nanoTime() - end > 0 && completionsPosted.compareAndSet(false, true)) {
                host.post(this::settleCompletions);
                break;
            }
            completion = completions.poll();
        }
        if (!ready.isEmpty()) {
            postServe();
        }
    }

    // ---- checkpoints

    private void postFlush() {
        if (!flushPosted) {
            flushPosted = true;
            host.post(this::flushSome);
        }
    }

    // what is new is written all the time, so that a barrier meets little of it
    private void flushSome() {
        flushPosted = false;
        long end = System.nanoTime() + SLICE_NANOS;
        while (journals.hasTooMuchNew()) {
            journals.flushOldest();
            if (System.nanoTime() - end > 0) {
                postFlush();
                return;
            }
        }
    }

    /** Writes to the stores all that is only in the heap: after this the stores can be snapshotted. */
    void flush() {
        journals.flushAll();
    }

    /** The stores are being snapshotted for this checkpoint. */
    void snapshotTaken(long checkpoint) {
        objects.snapshotTaken(checkpoint);
    }

    /** The checkpoint is complete: what was fixed before it may be sent. */
    void checkpointCompleted(long checkpoint) {
        sendSafe(objects.completed(checkpoint));
    }

    private void sendSafe(List<Lane> lanes) {
        for (Lane lane : lanes) {
            if (lane.phase() == Lane.Phase.FIXING) {
                rounds.makeReady(lane);
            }
        }
    }

    // ---- time

    /** Does what is due. */
    void wake() {
        long end = System.nanoTime() + SLICE_NANOS;
        while (timeline.runDue(host.now())) {
            if (System.nanoTime() - end > 0) {
                break;
            }
        }
        host.wakeAt(timeline.next());
    }

    private void tick() {
        long tooOld = host.now() - options.requestTimeout().toMillis() - GRACE_MS;
        List<Flight> lost = new ArrayList<>();
        for (Flight flight : flights) {
            if (flight.startedAt() > tooOld) {
                break;
            }
            if (flight.isCurrent()) {
                lost.add(flight);
            }
        }
        for (Flight flight : lost) {
            settling.settle(flight, Outcome.unanswered(504, "no outcome within the deadline"));
            flight.abandon();
        }
        attempts.tellSums();
        if (census.isDue(host.now())) {
            census.look(host.now()).forEach(statuses::touchLater);
        }
        statuses.tellChanged();
        timeline.at(host.now() + options.statusInterval().toMillis(), this::tick);
    }

    // ---- the end

    /** From now on nothing lingers: there will be no more documents. */
    void beginDrain() {
        rounds.drain();
        sendSafe(objects.noMoreCheckpoints());
        for (StreamLanes stream : streams.all()) {
            for (Lane lane : stream.lanes()) {
                if (lane.phase() == Lane.Phase.LINGERING) {
                    rounds.makeReady(lane);
                }
            }
        }
    }

    /** Whether any lane may still deliver something before the deadline. */
    boolean isDraining(long deadline) {
        for (StreamLanes stream : streams.all()) {
            for (Lane lane : stream.lanes()) {
                boolean busy = switch (lane.phase()) {
                    case READY, SENDING, FIXING -> true;
                    case HELD, IDLE, LINGERING, WAITING -> lane.inFlight() > 0;
                };
                if (busy || (lane.phase() == Lane.Phase.WAITING && lane.nextAttemptAt() <= deadline)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Tells the last attempts and statuses, and returns what is left undelivered. */
    Collection<Undelivered> finish() {
        attempts.tellSums();
        statuses.tellAll();
        List<Undelivered> left = new ArrayList<>();
        for (StreamLanes stream : streams.all()) {
            Journal journal = journals.select(stream.journalKey());
            long documents = 0;
            for (Lane lane : stream.lanes()) {
                Round round = lane.round();
                documents += journal.count(lane.kind()) - lane.cursor().before();
                documents -= round == null ? 0 : round.settledAhead();
            }
            if (documents > 0) {
                String error = stream.lastError();
                String why = error == null
                        ? stream.stream().state() == DataStream.State.PAUSED ? "paused" : "not delivered in time"
                        : error;
                left.add(new Undelivered(stream.id(), stream.stream().organisationId(), documents, why));
            }
        }
        return left;
    }

    /** Requests in flight. */
    int requestsInFlight() {
        return budget.requests();
    }

    /** Bytes of documents in flight. */
    long bytesInFlight() {
        return budget.bytes();
    }

    /** Heap that open journal segments take, in bytes. */
    long openJournalBytes() {
        return journals.bytes();
    }

    /** Journals that are open in the heap. */
    int openJournals() {
        return journals.size();
    }

    /** What deliveries have come to. */
    Tally tally() {
        return tally;
    }

    /** What the lanes are doing. */
    LaneCensus census() {
        return census;
    }

    /** Data streams in a state, as they were last told. */
    long streams(StreamStatus.State state) {
        return statuses.streams(state);
    }

    @Override
    public void close() {
        streams.all().forEach(StreamLanes::closeClient);
        journals.close();
    }
}
