package io.datastreamer.job.deliver;

import io.datastreamer.connectors.Batch;
import io.datastreamer.connectors.Integrations;
import io.datastreamer.connectors.Limits;
import io.datastreamer.connectors.Outcome;
import io.datastreamer.contract.DataStream;
import io.datastreamer.contract.DeliveryAttempt;
import io.datastreamer.contract.Document;
import io.datastreamer.job.deliver.journal.Journal;
import io.datastreamer.job.deliver.journal.Reading;
import io.datastreamer.job.deliver.journal.Selection;
import java.time.Instant;
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
    private final Backoff backoff;
    private final Pace pace;
    private final Budget budget;
    private final Timeline timeline = new Timeline();
    private final ReadyLanes ready = new ReadyLanes();

    private final Set<Flight> flights = new LinkedHashSet<>();
    private final Set<Lane> lanesWithSuccesses = new LinkedHashSet<>();
    private final Queue<Completion> completions = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean completionsPosted = new AtomicBoolean();

    private boolean servePosted;
    private boolean draining;

    Engine(Host host, DeliverOptions options, Integrations integrations, RandomGenerator random) {
        this.host = host;
        this.options = options;
        this.journals = new Journals(host, options);
        this.streams = new DataStreams(
                host, journals, integrations, options.startSlack().toMillis());
        this.expiry = new Expiry(host, journals, options.retention().toMillis());
        this.statuses = new StatusBoard(host, journals);
        this.backoff = new Backoff(options.backoffInitial(), options.backoffMax(), random);
        this.pace = new Pace(options.requestsPerSecond(), host.now());
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
        long before = journal.heapBytes();
        long now = host.now();
        journal.append(document, now);
        pace.documentCame(now);
        journals.grown(journalKey, journal.heapBytes() - before);
        expiry.arm(journalKey, journal);
        for (Lane lane : streams.lanesOf(journalKey)) {
            if (lane.kind() == document.kind()) {
                if (lane.phase() == Lane.Phase.IDLE || lane.phase() == Lane.Phase.LINGERING) {
                    evaluate(lane, journal);
                }
                statuses.touchLater(lane.stream());
            }
        }
    }

    /** Removes from a journal what is older than the retention. Called when {@link Host#expireAt} is due. */
    void expire(String journalKey) {
        expiry.expire(journalKey);
    }

    /** Writes to the stores all that is only in the heap: after this the stores can be snapshotted. */
    void flush() {
        journals.flushAll();
    }

    // ---- data streams

    /** Takes a new or changed data stream, or one that was there before a restore. */
    void configure(String journalKey, DataStream version) {
        StreamLanes stream = streams.configure(journalKey, version);
        if (stream != null) {
            Journal journal = journals.select(journalKey);
            stream.lanes().forEach(lane -> evaluate(lane, journal));
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

    /** Decides what a lane does next that has no request under way. */
    private void evaluate(Lane lane, Journal journal) {
        if (!lane.stream().isRunning()) {
            lane.enter(Lane.Phase.HELD);
            return;
        }
        long pending = journal.count(lane.kind()) - lane.cursor().before();
        if (pending == 0) {
            lane.enter(Lane.Phase.IDLE);
            lane.oldestPendingAt(0);
            return;
        }
        Limits limits = lane.stream().client().limits();
        long gathered = limits.linger().isZero() ? pace.documentsPerRequest() : limits.maxRecords();
        if (pending >= Math.min(gathered, limits.maxRecords())
                || draining
                || lane.cursor().fixed() != null) {
            makeReady(lane);
        } else if (lane.phase() != Lane.Phase.LINGERING) {
            long linger =
                    limits.linger().isZero() ? Pace.LONGEST_MS : limits.linger().toMillis();
            at(lane, Lane.Phase.LINGERING, host.now() + linger);
        }
    }

    /** Has the lane stay in a phase until a time, and be ready then. */
    private void at(Lane lane, Lane.Phase phase, long time) {
        lane.enter(phase, timeline.at(time, () -> makeReady(lane)));
        host.wakeAt(timeline.next());
    }

    private void makeReady(Lane lane) {
        lane.enter(Lane.Phase.READY);
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
        StreamLanes stream = lane.stream();
        Cursor cursor = lane.cursor();
        Journal journal = journals.select(stream.journalKey());
        Reading reading = journal.reader().read(cursor.position(), cursor.before(), selection(lane));
        lane.oldestPendingAt(reading.firstTime());
        statuses.touchLater(stream);
        if (reading.items().isEmpty()) {
            Cursor passed = cursor.passed(reading);
            streams.store(lane, reading.end() ? passed.unfixed() : passed);
            evaluate(lane, journal);
            return;
        }
        DataStream configured = stream.stream();
        Batch batch = new Batch(configured.organisationId(), stream.id(), lane.kind(), reading.items());
        Flight flight = new Flight(lane, reading, batch, host.now());
        lane.enter(Lane.Phase.SENDING);
        budget.take(flight);
        flights.add(flight);
        stream.client().send(batch, outcome -> complete(flight, outcome));
    }

    private Selection selection(Lane lane) {
        DataStream stream = lane.stream().stream();
        Limits limits = lane.stream().client().limits();
        Cursor.FixedBatch fixed = lane.cursor().fixed();
        return new Selection(
                lane.kind(),
                type -> stream.carries(lane.kind(), type),
                host.now() - options.retention().toMillis(),
                fixed == null ? limits.maxRecords() : Integer.MAX_VALUE,
                fixed == null ? limits.maxBytes() : Long.MAX_VALUE,
                fixed == null ? null : fixed.until());
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
            if (flight.isCurrent()) {
                settle(flight, completion.outcome());
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

    private void settle(Flight flight, Outcome outcome) {
        Lane lane = flight.lane();
        StreamLanes stream = lane.stream();
        long now = host.now();
        long durationMs = Math.max(0, now - flight.startedAt());
        stream.answered(outcome.remoteStatus(), outcome.error());
        String batchId = batchId(lane);
        if (outcome.verdict() == DeliveryAttempt.Outcome.DELIVERED) {
            streams.store(lane, lane.cursor().delivered(flight.reading(), now));
            lane.succeeded(durationMs);
            lane.oldestPendingAt(0);
            tell(lane.successes().add(flight, outcome, batchId, durationMs));
            lanesWithSuccesses.add(lane);
            evaluate(lane, journals.select(stream.journalKey()));
        } else {
            long next = now + backoff.delayMs(lane.failures() + 1, outcome);
            lane.failed(next);
            if (lane.cursor().fixed() == null) {
                streams.store(lane, lane.cursor().fixed(flight.reading().next()));
            }
            tell(failure(flight, outcome, batchId, durationMs, next));
            at(lane, Lane.Phase.WAITING, next);
        }
        statuses.touch(stream);
    }

    private static DeliveryAttempt failure(
            Flight flight, Outcome outcome, String batchId, long durationMs, long nextAttemptAt) {
        List<Batch.Item> items = flight.batch().items();
        return new DeliveryAttempt(
                flight.lane().stream().id(),
                flight.lane().kind(),
                batchId,
                items.get(0).id(),
                items.get(items.size() - 1).id(),
                items.size(),
                flight.bytes(),
                flight.attempt(),
                Instant.ofEpochMilli(flight.startedAt()),
                durationMs,
                outcome.verdict(),
                outcome.remoteStatus(),
                outcome.error(),
                Instant.ofEpochMilli(nextAttemptAt));
    }

    /** The batch at the lane's cursor: the same name for every attempt. */
    private static String batchId(Lane lane) {
        return lane.name() + "@" + lane.cursor().position().segment() + "."
                + lane.cursor().position().ordinal();
    }

    private void tell(@Nullable DeliveryAttempt attempt) {
        if (attempt != null) {
            host.emit(attempt);
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
            settle(flight, Outcome.unanswered(504, "no outcome within the deadline"));
            flight.lane().detach(streams.nextEpoch());
        }
        for (Lane lane : lanesWithSuccesses) {
            tell(lane.successes().take());
        }
        lanesWithSuccesses.clear();
        statuses.tellChanged();
        timeline.at(host.now() + options.statusInterval().toMillis(), this::tick);
    }

    // ---- the end

    /** From now on nothing lingers: there will be no more documents. */
    void beginDrain() {
        draining = true;
        for (StreamLanes stream : streams.all()) {
            for (Lane lane : stream.lanes()) {
                if (lane.phase() == Lane.Phase.LINGERING) {
                    makeReady(lane);
                }
            }
        }
    }

    /** Whether any lane may still deliver something before the deadline. */
    boolean isDraining(long deadline) {
        for (StreamLanes stream : streams.all()) {
            for (Lane lane : stream.lanes()) {
                boolean busy = lane.phase() == Lane.Phase.READY || lane.phase() == Lane.Phase.SENDING;
                if (busy || (lane.phase() == Lane.Phase.WAITING && lane.nextAttemptAt() <= deadline)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Tells the last attempts and statuses, and returns what is left undelivered. */
    Collection<Undelivered> finish() {
        for (Lane lane : lanesWithSuccesses) {
            tell(lane.successes().take());
        }
        lanesWithSuccesses.clear();
        statuses.tellAll();
        List<Undelivered> left = new ArrayList<>();
        for (StreamLanes stream : streams.all()) {
            Journal journal = journals.select(stream.journalKey());
            long documents = 0;
            for (Lane lane : stream.lanes()) {
                documents += journal.count(lane.kind()) - lane.cursor().before();
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

    @Override
    public void close() {
        streams.all().forEach(StreamLanes::closeClient);
        journals.close();
    }
}
