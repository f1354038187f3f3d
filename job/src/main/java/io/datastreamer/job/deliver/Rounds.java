package io.datastreamer.job.deliver;

import io.datastreamer.connectors.Batch;
import io.datastreamer.connectors.Limits;
import io.datastreamer.connectors.ObjectNames;
import io.datastreamer.contract.DataStream;
import io.datastreamer.job.deliver.Lane.Phase;
import io.datastreamer.job.deliver.Slot.State;
import io.datastreamer.job.deliver.journal.Journal;
import io.datastreamer.job.deliver.journal.Reading;
import io.datastreamer.job.deliver.journal.Selection;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a lane does next: decides whether it has something to send, reads it from the journal, and makes the request. What
 * comes of requests is decided in {@link Settling}.
 */
final class Rounds {
    /** A lane with a window has this many times its window of entries at hand at most. */
    private static final int AHEAD = 4;

    private final Host host;
    private final DeliverOptions options;
    private final Journals journals;
    private final DataStreams streams;
    private final FixedObjects objects;
    private final Timeline timeline;
    private final Pace pace;
    private final Tally tally;
    /** Takes lanes that want to send. */
    private final Consumer<Lane> ready;

    private long sequence;
    private boolean draining;

    Rounds(
            Host host,
            DeliverOptions options,
            Journals journals,
            DataStreams streams,
            FixedObjects objects,
            Timeline timeline,
            Pace pace,
            Tally tally,
            Consumer<Lane> ready) {
        this.host = host;
        this.options = options;
        this.journals = journals;
        this.streams = streams;
        this.objects = objects;
        this.timeline = timeline;
        this.pace = pace;
        this.tally = tally;
        this.ready = ready;
    }

    /** From now on nothing lingers. */
    void drain() {
        draining = true;
    }

    /** The sequence number of the last request. */
    long lastSequence() {
        return sequence;
    }

    /** Whether documents that come now may change what the lane does. */
    boolean isOpenToMore(Lane lane) {
        return switch (lane.phase()) {
            case IDLE, LINGERING -> true;
            case SENDING ->
                lane.trial() == null
                        && lane.inFlight() < lane.stream().client().limits().window();
            case HELD, READY, WAITING, FIXING -> false;
        };
    }

    /** Decides what a lane does that neither waits nor is held up. */
    void evaluate(Lane lane, Journal journal) {
        if (!lane.stream().isRunning()) {
            lane.enter(Phase.HELD);
            return;
        }
        Limits limits = lane.stream().client().limits();
        Round round = lane.round();
        long unread = journal.count(lane.kind()) - lane.readTo();
        lane.behind(unread > usuallyAhead(limits));
        boolean hasWork = (round != null && round.hasOpen()) || (unread > 0 && mayReadOn(lane, limits));
        if (lane.inFlight() > 0) {
            if (hasWork && lane.trial() == null && lane.inFlight() < limits.window()) {
                makeReady(lane);
            } else {
                lane.enter(Phase.SENDING);
            }
        } else if (!hasWork) {
            lane.enter(Phase.IDLE);
            lane.oldestPendingAt(0);
        } else if (lane.cursor().fixed() != null || round != null) {
            makeReady(lane);
        } else {
            gather(lane, unread, limits);
        }
    }

    /** Sends at once what is enough, and otherwise waits for more. */
    private void gather(Lane lane, long pending, Limits limits) {
        if (pending >= limits.maxRecords() || draining) {
            makeReady(lane);
        } else if (lane.phase() != Phase.LINGERING) {
            long now = host.now();
            long leaves = limits.linger().isZero()
                    ? pace.next(now)
                    : now + limits.linger().toMillis();
            if (leaves <= now) {
                makeReady(lane);
            } else {
                readyAt(lane, Phase.LINGERING, leaves);
            }
        }
    }

    /** Has the lane stay in a phase until a time, and be ready then. */
    void readyAt(Lane lane, Phase phase, long time) {
        lane.enter(phase, timeline.at(time, () -> makeReady(lane)));
        host.wakeAt(timeline.next());
    }

    void makeReady(Lane lane) {
        lane.enter(Phase.READY);
        ready.accept(lane);
    }

    /** How many entries a lane may have at hand, settled ones behind an open one included. */
    private static int usuallyAhead(Limits limits) {
        return limits.maxRecords() > 1 ? limits.maxRecords() : AHEAD * limits.window();
    }

    private static boolean mayReadOn(Lane lane, Limits limits) {
        Round round = lane.round();
        if (round == null || round.isEmpty()) {
            return true;
        }
        if (lane.trial() != null) {
            // beside suspects there has to be room for one that shows what they are
            return round.size() <= Math.max(Trial.MOST_CONTENT_PATIENCE, usuallyAhead(limits));
        }
        // a batch is delivered before the next is cut; a window slides, some entries at a time
        return limits.maxRecords() == 1 && round.size() <= usuallyAhead(limits) / 2;
    }

    /**
     * Makes the lane's next request, when there is something to send.
     *
     * @return the request, which has to be sent; null when there is none
     */
    @Nullable
    Flight next(Lane lane) {
        Journal journal = journals.select(lane.stream().journalKey());
        Limits limits = lane.stream().client().limits();
        ObjectNames names = lane.stream().client().objectNames();
        Round round = lane.openRound();
        if (wantsMore(lane, round, journal, limits) && !read(lane, round, journal)) {
            return null;
        }
        if (names != null && !isSafe(lane, round, names)) {
            return null;
        }
        // a fixed batch goes as a whole, whatever the limits have become
        boolean isWhole = lane.cursor().fixed() != null && lane.trial() == null;
        List<Slot> slots = round.take(
                isWhole ? Integer.MAX_VALUE : limits.maxRecords(),
                isWhole ? Long.MAX_VALUE : limits.maxBytes(),
                limits.oneOfEachSim() || limits.window() > 1,
                bound(lane, round));
        return slots.isEmpty() ? null : flight(lane, slots, names);
    }

    private static boolean wantsMore(Lane lane, Round round, Journal journal, Limits limits) {
        if (round.isEmpty()) {
            return true;
        }
        boolean slides = limits.maxRecords() == 1 && lane.trial() == null;
        return (slides || !round.hasOpen())
                && journal.count(lane.kind()) > round.nextNumber()
                && mayReadOn(lane, limits);
    }

    private static long bound(Lane lane, Round round) {
        Trial trial = lane.trial();
        if (trial == null) {
            return Long.MAX_VALUE;
        }
        trial.passTo(round.firstOpenNumber());
        return trial.bound();
    }

    /** Reads on; false when the lane has nothing to deliver there, and what it does next is decided. */
    private boolean read(Lane lane, Round round, Journal journal) {
        Cursor cursor = lane.cursor();
        boolean atCursor = round.isEmpty();
        Reading reading = journal.reader().read(round.next(), round.nextNumber(), selection(lane, atCursor, round));
        if (!atCursor) {
            round.add(reading);
            return true;
        }
        lane.oldestPendingAt(reading.firstTime());
        tally.expired(lane.apiType(), reading.expired());
        if (reading.entries().isEmpty()) {
            Cursor passed = cursor.passed(reading);
            lane.endRound();
            streams.store(lane, reading.end() ? passed.unfixed() : passed);
            evaluate(lane, journal);
            return false;
        }
        if (reading.expired() > 0) {
            streams.store(lane, cursor.behindExpired(reading));
        }
        round.add(reading);
        return true;
    }

    private Selection selection(Lane lane, boolean atCursor, Round round) {
        DataStream stream = lane.stream().stream();
        Limits limits = lane.stream().client().limits();
        Cursor.FixedBatch fixed = atCursor ? lane.cursor().fixed() : null;
        int usual = usuallyAhead(limits);
        int records = limits.maxRecords() == 1 && lane.trial() == null ? usual - round.size() : usual;
        return new Selection(
                lane.kind(),
                type -> stream.carries(lane.kind(), type),
                host.now() - options.retention().toMillis(),
                fixed == null ? records : Integer.MAX_VALUE,
                fixed == null ? limits.maxBytes() : Long.MAX_VALUE,
                fixed == null ? null : fixed.until());
    }

    /** Whether the batch may be sent under its name; fixes it when it is a new one. */
    private boolean isSafe(Lane lane, Round round, ObjectNames names) {
        if (lane.cursor().fixed() == null) {
            objects.fix(lane, names, round.next());
        }
        if (lane.isFixedSafe()) {
            return true;
        }
        lane.letGo();
        lane.enter(Phase.FIXING);
        return false;
    }

    /** Decides what a lane does whose request has just left. */
    void sent(Lane lane) {
        lane.enter(Phase.SENDING);
        if (isOpenToMore(lane)) {
            evaluate(lane, journals.select(lane.stream().journalKey()));
        }
    }

    /** Gives a batch whose name is taken another one. */
    void fixAgain(Lane lane) {
        ObjectNames names = lane.stream().client().objectNames();
        Cursor.FixedBatch fixed = lane.cursor().fixed();
        if (names == null || fixed == null) {
            throw new IllegalStateException("a batch without a name has lost it: " + lane.name());
        }
        objects.fix(lane, names, fixed.until());
        if (lane.isFixedSafe()) {
            makeReady(lane);
        } else {
            lane.letGo();
            lane.enter(Phase.FIXING);
        }
    }

    private Flight flight(Lane lane, List<Slot> slots, @Nullable ObjectNames names) {
        StreamLanes stream = lane.stream();
        Cursor.FixedBatch fixed = lane.cursor().fixed();
        Batch.NamedObject object =
                names == null || fixed == null ? null : new Batch.NamedObject(fixed.name(), !lane.mayExist());
        Batch batch = new Batch(
                stream.stream().organisationId(),
                stream.id(),
                lane.kind(),
                slots.stream().map(slot -> slot.entry().item()).toList(),
                object);
        lane.fixedDeparted();
        lane.departed();
        return new Flight(lane, slots, batch, ++sequence, stream.receiver(), host.now());
    }

    /** Whether there is something that this trial has not tried. */
    boolean hasUntried(Lane lane, Round round) {
        Journal journal = journals.select(lane.stream().journalKey());
        return round.count(State.OPEN) > 0
                || (journal.count(lane.kind()) > round.nextNumber()
                        && mayReadOn(lane, lane.stream().client().limits()));
    }
}
