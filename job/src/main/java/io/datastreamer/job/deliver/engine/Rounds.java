package io.datastreamer.job.deliver.engine;

import io.datastreamer.connectors.spi.Limits;
import io.datastreamer.connectors.spi.ObjectNames;
import io.datastreamer.job.deliver.journal.Journal;
import io.datastreamer.job.deliver.journal.Selection;
import io.datastreamer.job.deliver.lane.Cursor;
import io.datastreamer.job.deliver.lane.Lane;
import io.datastreamer.job.deliver.lane.Phase;
import io.datastreamer.job.deliver.lane.Round;
import io.datastreamer.job.deliver.lane.Slot;
import io.datastreamer.job.deliver.lane.Slot.State;
import io.datastreamer.job.deliver.lane.Standing;
import io.datastreamer.job.deliver.lane.Step;
import io.datastreamer.job.deliver.lane.Trial;
import io.datastreamer.job.deliver.time.Pace;
import io.datastreamer.job.deliver.time.Timeline;
import java.util.List;
import java.util.Set;

/**
 * Decides what a lane does next: whether it has something to send. Reads that from the journal and makes the request.
 * {@link Settling} decides what follows from outcomes.
 */
final class Rounds {
    /** A lane with a window has at most this many times its window of entries at hand. */
    private static final int AHEAD = 4;
    /** Room for other documents beside one that failed alone. */
    private static final long LONER_BYTES = 64L << 10;

    private final Host host;
    private final Journals journals;
    private final RoundReader reader;
    private final NamedBatches named;
    private final Departures departures;
    private final Sizing sizing;
    private final ApartDocuments apart;
    private final Pace pace;

    private boolean draining;

    Rounds(
            Host host,
            Journals journals,
            RoundReader reader,
            NamedBatches named,
            Departures departures,
            Sizing sizing,
            ApartDocuments apart,
            Pace pace) {
        this.host = host;
        this.journals = journals;
        this.reader = reader;
        this.named = named;
        this.departures = departures;
        this.sizing = sizing;
        this.apart = apart;
        this.pace = pace;
    }

    /** From now on nothing lingers. */
    void drain() {
        draining = true;
        named.drain();
    }

    /** Whether new documents may change what the lane does. */
    boolean isOpenToMore(Lane lane) {
        return switch (lane.phase()) {
            case IDLE, LINGERING, FIXING -> true;
            case SENDING ->
                lane.stream().client().objectNames() != null
                        || (lane.trial() == null
                                && lane.inFlight()
                                        < lane.stream().client().limits().window());
            case HELD, READY, WAITING -> false;
        };
    }

    /** Decides the next step of a lane that neither waits nor is held. */
    Step decide(Lane lane) {
        return decide(lane, journals.select(lane.stream().journalKey()));
    }

    /** The same, with the journal of the lane at hand. */
    Step decide(Lane lane, Journal journal) {
        if (!lane.stream().isRunning()) {
            return Step.HOLD;
        }
        if (lane.stream().fetched() != null) {
            return Step.REST;
        }
        Limits limits = sizing.limits(lane);
        long unread = journal.count(lane.kind()) - lane.readTo();
        lane.behind(unread > usuallyAhead(lane, limits));
        if (lane.stream().client().objectNames() != null) {
            return named.decide(lane, journal, limits);
        }
        if (apart.isDue(lane)) {
            return Step.GO;
        }
        Round round = lane.round();
        boolean hasWork = (round != null && round.hasOpen()) || (unread > 0 && mayReadOn(lane, limits));
        if (lane.inFlight() > 0) {
            return hasWork && lane.trial() == null && lane.inFlight() < limits.window() ? Step.GO : Step.AWAIT;
        }
        if (!hasWork) {
            reader.oldest(lane, 0);
            long apartAt = apart.nextAt(lane);
            return apartAt == Timeline.NEVER ? Step.REST : Step.restUntil(apartAt);
        }
        if (lane.cursor().head() != null || round != null) {
            return Step.GO;
        }
        return gather(lane, unread, limits);
    }

    /** Sends at once if there is enough, and otherwise waits for more. */
    private Step gather(Lane lane, long pending, Limits limits) {
        if (pending >= limits.maxRecords() || draining || lane.readTo() < lane.ripeTo()) {
            return Step.GO;
        }
        if (lane.phase() == Phase.LINGERING) {
            return lane.step();
        }
        long now = host.nanos();
        long leaves = limits.linger().isZero()
                ? pace.next(now)
                : now + limits.linger().toNanos();
        return leaves - now <= 0 ? Step.GO : Step.linger(leaves);
    }

    /** How many entries a lane may have at hand, including settled ones after an open one. */
    private static int usuallyAhead(Lane lane, Limits limits) {
        int usual = lane.isBatch()
                ? limits.maxRecords()
                : AHEAD * lane.stream().client().limits().window();
        return Math.max(usual, Sizing.aheadOfLoner(lane));
    }

    private static boolean mayReadOn(Lane lane, Limits limits) {
        Round round = lane.round();
        if (round == null || round.isEmpty() || lane.isFilling()) {
            return true;
        }
        if (lane.trial() != null) {
            // beside suspects there must be room for a document that shows what they are
            return round.size() <= Math.max(Trial.MOST_CONTENT_PATIENCE, usuallyAhead(lane, limits));
        }
        if (Sizing.isLone(lane)) {
            return round.size() < usuallyAhead(lane, limits);
        }
        // a batch is delivered before the next is cut; a window slides, some entries at a time
        return !lane.isBatch() && round.size() <= usuallyAhead(lane, limits) / 2;
    }

    /**
     * Serves a lane that has its turn.
     *
     * @param standing the lane's standing when it got the turn
     */
    Serving serve(Lane lane, Standing standing) {
        departures.standing(standing);
        Journal journal = journals.select(lane.stream().journalKey());
        Limits limits = sizing.limits(lane);
        ObjectNames names = lane.stream().client().objectNames();
        if (names != null) {
            return named.serve(lane, journal, limits, names, departures);
        }
        if (apart.isDue(lane) && !lane.isFilling()) {
            return new Serving(apart.depart(lane), decide(lane, journal));
        }
        ripen(lane, journal);
        Round round = lane.openRound();
        if (readsOn(lane, round, journal, limits)) {
            Selection selection = selection(lane, round, limits);
            lane.filling(false);
            switch (reader.read(lane, round, journal, selection)) {
                case NOTHING, EXPIRED -> {
                    return Serving.none(decide(lane, journal));
                }
                case PART -> {
                    if (lane.isBatch() && lane.trial() == null && !isFull(lane, round, limits)) {
                        lane.filling(true);
                        return Serving.none(Step.GO);
                    }
                    if (!round.hasOpen()) {
                        return Serving.none(Step.GO);
                    }
                }
                case TOO_LATE -> {
                    if (lane.inFlight() == 0 && lane.trial() == null) {
                        lane.letGo();
                        return Serving.none(Step.GO);
                    }
                    if (!round.hasOpen()) {
                        return Serving.NOTHING;
                    }
                }
                case ALL -> {
                    // everything there is, or as much as one request takes
                }
            }
        }
        // a fixed batch is sent whole, whatever the limits are now
        boolean isWhole = lane.cursor().head() != null && lane.trial() == null && !Sizing.isInParts(lane);
        List<Slot> slots = take(lane, round, isWhole ? whole(limits) : limits);
        if (slots.isEmpty()) {
            // everything that was read is already settled: a search goes on after it
            boolean goesOn = lane.trial() != null && readsOn(lane, round, journal, limits);
            return goesOn ? Serving.none(Step.GO) : Serving.NOTHING;
        }
        var before = reader.before(lane, journal, slots.get(0).entry());
        var flight = departures.flight(lane, slots, before);
        return new Serving(flight, decide(lane, journal));
    }

    /**
     * Marks the documents of one request by the settings, so that they do not wait again if the receiver takes only
     * fewer at once.
     */
    private static void ripen(Lane lane, Journal journal) {
        if (lane.round() == null && lane.readTo() >= lane.ripeTo()) {
            long batch = lane.readTo() + lane.stream().client().limits().maxRecords();
            lane.ripeTo(Math.min(batch, journal.count(lane.kind())));
        }
    }

    private static Limits whole(Limits limits) {
        return new Limits(Integer.MAX_VALUE, Long.MAX_VALUE, limits.linger(), limits.window(), limits.oneOfEachSim());
    }

    private List<Slot> take(Lane lane, Round round, Limits limits) {
        Set<String> waitingSims = Sizing.keepBehind(lane, round);
        boolean isLone = Sizing.isLone(lane);
        List<Slot> slots = round.take(
                isLone ? 1 : limits.maxRecords(),
                limits.maxBytes(),
                limits.oneOfEachSim() || lane.stream().client().limits().window() > 1,
                Sizing.bound(lane, round),
                slot -> Sizing.isHidden(lane, slot, waitingSims));
        if (slots.isEmpty() && Sizing.endsLeavingOut(lane, round)) {
            return take(lane, round, limits);
        }
        return slots;
    }

    private static boolean isFull(Lane lane, Round round, Limits limits) {
        return lane.cursor().head() == null
                && (round.size() >= limits.maxRecords() || round.jsonBytes() >= limits.maxBytes());
    }

    private static boolean readsOn(Lane lane, Round round, Journal journal, Limits limits) {
        if (round.isEmpty() || lane.isFilling()) {
            return true;
        }
        boolean slides = !lane.isBatch() && lane.trial() == null;
        return (slides || !round.hasOpen() || Sizing.isLone(lane))
                && journal.count(lane.kind()) > round.nextNumber()
                && mayReadOn(lane, limits);
    }

    private Selection selection(Lane lane, Round round, Limits limits) {
        int usual = usuallyAhead(lane, limits);
        boolean addsUp = lane.isFilling() || (!lane.isBatch() && lane.trial() == null);
        int records = addsUp ? usual - round.size() : usual;
        long bytes = addsUp && lane.isBatch() ? limits.maxBytes() - round.jsonBytes() : limits.maxBytes();
        if (Sizing.isLone(lane)) {
            // there is room for others beside it, unless it is very large
            bytes = limits.maxBytes() + LONER_BYTES;
        }
        Selection wanted = reader.selection(lane, Math.max(1, records), Math.max(1, bytes));
        // a window releases documents one by one: none should keep the bytes of others in memory
        Selection selection = lane.isBatch() ? wanted : wanted.apart();
        Cursor.FixedBatch head = lane.cursor().head();
        if (head != null && (round.isEmpty() || lane.isFilling())) {
            return selection.until(head.until());
        }
        return selection;
    }

    /** Whether there is something that this search has not tried. */
    boolean hasUntried(Lane lane, Round round) {
        Journal journal = journals.select(lane.stream().journalKey());
        return round.count(State.OPEN) > 0
                || (journal.count(lane.kind()) > round.nextNumber() && mayReadOn(lane, sizing.limits(lane)));
    }
}
