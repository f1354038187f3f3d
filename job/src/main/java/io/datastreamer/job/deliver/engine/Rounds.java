package io.datastreamer.job.deliver.engine;

import io.datastreamer.connectors.Limits;
import io.datastreamer.connectors.ObjectNames;
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
import java.util.List;

/**
 * What a lane does next: decides whether it has something to send, reads it from the journal, and makes the request. What
 * comes of requests is decided in {@link Settling}.
 */
final class Rounds {
    /** A lane with a window has this many times its window of entries at hand at most. */
    private static final int AHEAD = 4;

    private final Host host;
    private final Journals journals;
    private final RoundReader reader;
    private final NamedBatches named;
    private final Departures departures;
    private final Pace pace;

    private boolean draining;

    Rounds(Host host, Journals journals, RoundReader reader, NamedBatches named, Departures departures, Pace pace) {
        this.host = host;
        this.journals = journals;
        this.reader = reader;
        this.named = named;
        this.departures = departures;
        this.pace = pace;
    }

    /** From now on nothing lingers. */
    void drain() {
        draining = true;
        named.drain();
    }

    /** Whether documents that come now may change what the lane does. */
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

    /** What a lane does that neither waits nor is held up. */
    Step decide(Lane lane) {
        return decide(lane, journals.select(lane.stream().journalKey()));
    }

    /** The same, with the journal of the lane at hand. */
    Step decide(Lane lane, Journal journal) {
        if (!lane.stream().isRunning()) {
            return Step.HOLD;
        }
        Limits limits = lane.stream().client().limits();
        long unread = journal.count(lane.kind()) - lane.readTo();
        lane.behind(unread > usuallyAhead(limits));
        if (lane.stream().client().objectNames() != null) {
            return named.decide(lane, journal, limits);
        }
        Round round = lane.round();
        boolean hasWork = (round != null && round.hasOpen()) || (unread > 0 && mayReadOn(lane, limits));
        if (lane.inFlight() > 0) {
            return hasWork && lane.trial() == null && lane.inFlight() < limits.window() ? Step.GO : Step.AWAIT;
        }
        if (!hasWork) {
            reader.oldest(lane, 0);
            return Step.REST;
        }
        if (lane.cursor().head() != null || round != null) {
            return Step.GO;
        }
        return gather(lane, unread, limits);
    }

    /** Sends at once what is enough, and otherwise waits for more. */
    private Step gather(Lane lane, long pending, Limits limits) {
        if (pending >= limits.maxRecords() || draining) {
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

    /** How many entries a lane may have at hand, settled ones behind an open one included. */
    private static int usuallyAhead(Limits limits) {
        return limits.maxRecords() > 1 ? limits.maxRecords() : AHEAD * limits.window();
    }

    private static boolean mayReadOn(Lane lane, Limits limits) {
        Round round = lane.round();
        if (round == null || round.isEmpty() || lane.isFilling()) {
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
     * A lane has its turn.
     *
     * @param standing how it stood when it got it
     */
    Serving serve(Lane lane, Standing standing) {
        departures.standing(standing);
        Journal journal = journals.select(lane.stream().journalKey());
        Limits limits = lane.stream().client().limits();
        ObjectNames names = lane.stream().client().objectNames();
        if (names != null) {
            return named.serve(lane, journal, limits, names, departures);
        }
        Round round = lane.openRound();
        if (readsOn(lane, round, journal, limits)) {
            Selection selection = selection(lane, round, limits);
            lane.filling(false);
            switch (reader.read(lane, round, journal, selection)) {
                case NOTHING -> {
                    return Serving.none(decide(lane, journal));
                }
                case PART -> {
                    if (isBatch(limits) && lane.trial() == null && !isFull(lane, round, limits)) {
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
                }
                case ALL -> {
                    // as much as there is, or as one request takes
                }
            }
        }
        // a fixed batch goes as a whole, whatever the limits have become
        boolean isWhole = lane.cursor().head() != null && lane.trial() == null;
        List<Slot> slots = round.take(
                isWhole ? Integer.MAX_VALUE : limits.maxRecords(),
                isWhole ? Long.MAX_VALUE : limits.maxBytes(),
                limits.oneOfEachSim() || limits.window() > 1,
                bound(lane, round));
        if (slots.isEmpty()) {
            return Serving.NOTHING;
        }
        var before = reader.before(lane, journal, slots.get(0).entry());
        var flight = departures.flight(lane, slots, before);
        return new Serving(flight, decide(lane, journal));
    }

    private static boolean isBatch(Limits limits) {
        return limits.maxRecords() > 1;
    }

    private static boolean isFull(Lane lane, Round round, Limits limits) {
        return lane.cursor().head() == null
                && (round.size() >= limits.maxRecords() || round.jsonBytes() >= limits.maxBytes());
    }

    private static boolean readsOn(Lane lane, Round round, Journal journal, Limits limits) {
        if (round.isEmpty() || lane.isFilling()) {
            return true;
        }
        boolean slides = !isBatch(limits) && lane.trial() == null;
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

    private Selection selection(Lane lane, Round round, Limits limits) {
        int usual = usuallyAhead(limits);
        boolean addsUp = lane.isFilling() || (!isBatch(limits) && lane.trial() == null);
        int records = addsUp ? usual - round.size() : usual;
        long bytes = addsUp && isBatch(limits) ? limits.maxBytes() - round.jsonBytes() : limits.maxBytes();
        Selection wanted = reader.selection(lane, Math.max(1, records), Math.max(1, bytes));
        // a window lets documents go one by one: none shall hold others
        Selection selection = limits.maxRecords() == 1 ? wanted.apart() : wanted;
        Cursor.FixedBatch head = lane.cursor().head();
        if (head != null && (round.isEmpty() || lane.isFilling())) {
            return selection.until(head.until());
        }
        return selection;
    }

    /** Whether there is something that this trial has not tried. */
    boolean hasUntried(Lane lane, Round round) {
        Journal journal = journals.select(lane.stream().journalKey());
        return round.count(State.OPEN) > 0
                || (journal.count(lane.kind()) > round.nextNumber()
                        && mayReadOn(lane, lane.stream().client().limits()));
    }
}
