package io.datastreamer.job.deliver.engine;

import io.datastreamer.connectors.spi.Batch;
import io.datastreamer.connectors.spi.Limits;
import io.datastreamer.connectors.spi.ObjectNames;
import io.datastreamer.contract.RecordKind;
import io.datastreamer.job.deliver.engine.RoundReader.Came;
import io.datastreamer.job.deliver.journal.Journal;
import io.datastreamer.job.deliver.journal.Position;
import io.datastreamer.job.deliver.journal.Reading;
import io.datastreamer.job.deliver.journal.Selection;
import io.datastreamer.job.deliver.lane.Cursor;
import io.datastreamer.job.deliver.lane.Lane;
import io.datastreamer.job.deliver.lane.ObjectPlan;
import io.datastreamer.job.deliver.lane.Round;
import io.datastreamer.job.deliver.lane.Slot;
import io.datastreamer.job.deliver.lane.Step;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Cuts and sends the batches of lanes whose batches become named objects. It cuts batches by counting, as many as there
 * are documents for, and fixes their bounds and names in the cursor. Each batch is read and sent only once a checkpoint
 * that has it is complete. Each second that a name is made of is used once per space of an organisation.
 */
final class NamedBatches {
    private final Host host;
    private final DataStreams streams;
    private final RoundReader reader;
    /** Lanes with batches that no complete checkpoint has. */
    private final Set<Lane> unsafe = new LinkedHashSet<>();
    /** Lanes that waited for a checkpoint which is now complete. */
    private final Set<Lane> safer = new LinkedHashSet<>();

    private boolean draining;

    NamedBatches(Host host, DataStreams streams, RoundReader reader) {
        this.host = host;
        this.streams = streams;
        this.reader = reader;
    }

    /** From now on nothing waits for more documents or for checkpoints. */
    void drain() {
        draining = true;
        unsafe.forEach(lane -> lane.plan().allSafe());
        unsafe.clear();
    }

    /** Decides what a lane does next. */
    Step decide(Lane lane, Journal journal, Limits limits) {
        ObjectPlan plan = lane.plan();
        plan.beginAt(lane.cursor());
        boolean hasMore = hasMore(lane, plan, journal);
        plan.waits(hasMore, host.nanos());
        boolean mayCut = hasMore && plan.hasRoom() && isEnough(lane, plan, journal, limits);
        if (lane.inFlight() > 0) {
            return mayCut ? Step.GO : Step.AWAIT;
        }
        if (mayCut || lane.isFilling() || plan.isHeadSafe()) {
            return Step.GO;
        }
        if (hasMore && plan.hasRoom()) {
            return Step.linger(plan.since() + limits.linger().toNanos());
        }
        if (plan.hasFixed()) {
            return Step.AWAIT_CHECKPOINT;
        }
        reader.oldest(lane, 0);
        return Step.REST;
    }

    private static boolean hasMore(Lane lane, ObjectPlan plan, Journal journal) {
        return plan.number() >= 0 && (plan.records() > 0 || journal.count(lane.kind()) > plan.number());
    }

    private boolean isEnough(Lane lane, ObjectPlan plan, Journal journal, Limits limits) {
        long uncounted = journal.count(lane.kind()) - plan.number();
        return plan.records() + uncounted >= limits.maxRecords()
                || draining
                || plan.since() + limits.linger().toNanos() - host.nanos() <= 0;
    }

    /** Cuts further batches, or makes the request for the next one. */
    Serving serve(Lane lane, Journal journal, Limits limits, ObjectNames names, Departures departures) {
        ObjectPlan plan = lane.plan();
        plan.beginAt(lane.cursor());
        boolean mayCut = !lane.isFilling()
                && plan.hasRoom()
                && hasMore(lane, plan, journal)
                && isEnough(lane, plan, journal, limits);
        if (mayCut) {
            cutSome(lane, plan, journal, limits, names);
        } else if (lane.inFlight() == 0 && plan.isHeadSafe()) {
            return send(lane, plan, journal, limits, departures);
        }
        return Serving.none(decide(lane, journal, limits));
    }

    private void cutSome(Lane lane, ObjectPlan plan, Journal journal, Limits limits, ObjectNames names) {
        int records = limits.maxRecords() - plan.records();
        long bytes = Math.max(1, limits.maxBytes() - plan.bytes());
        Selection rest = reader.selection(lane, Math.max(1, records), bytes).counted();
        boolean atCursor = !plan.hasFixed() && plan.records() == 0;
        Reading reading = journal.reader().read(plan.next(), plan.number(), rest);
        if (atCursor && reading.records() == 0) {
            reader.pass(lane, reading);
            plan.beginAt(lane.cursor());
            return;
        }
        if (atCursor) {
            reader.oldest(lane, reading.firstTime());
        }
        plan.looked(reading);
        boolean isWhole = reading.stop() == Reading.Stop.FULL || plan.records() >= limits.maxRecords();
        // at the end of the journal the batch has waited long enough: otherwise it would not be cut now
        if (plan.records() > 0 && (isWhole || reading.stop() == Reading.Stop.END)) {
            fix(lane, plan, names);
        }
    }

    private void fix(Lane lane, ObjectPlan plan, ObjectNames names) {
        Position until = plan.next();
        streams.store(lane, lane.cursor().fixed(until, plan.number(), name(lane, names)));
        plan.cut();
        awaitCheckpoint(lane, plan);
    }

    private void awaitCheckpoint(Lane lane, ObjectPlan plan) {
        if (host.hasCheckpoints()) {
            unsafe.add(lane);
        } else {
            plan.allSafe();
        }
    }

    /** A name that no other object of the space has. */
    private String name(Lane lane, ObjectNames names) {
        host.select(lane.stream().journalKey());
        RecordKind kind = lane.kind();
        String space = names.space(kind);
        Long last = host.objectSecondStore().lastSecond(space);
        long second = host.now() / 1_000;
        if (last != null && last >= second) {
            second = last + 1;
        }
        host.objectSecondStore().putLastSecond(space, second);
        return names.name(kind, second);
    }

    private Serving send(Lane lane, ObjectPlan plan, Journal journal, Limits limits, Departures departures) {
        Cursor.FixedBatch head = lane.cursor().head();
        if (head == null) {
            throw new IllegalStateException("a batch without a name is to be sent: " + lane.name());
        }
        Round round = lane.openRound();
        boolean readsOn = round.isEmpty() || lane.isFilling();
        lane.filling(false);
        if (readsOn) {
            Selection whole = reader.selection(lane, 1, 1).until(head.until());
            Position begin = lane.cursor().position();
            Came came = reader.read(lane, round, journal, plan.isHeadShrunk() ? whole.evenIfExpired() : whole);
            // A checkpoint must have the smaller batch before it is sent. After a restore from an earlier checkpoint,
            // with a clock that was set back meanwhile, the name would stand for the whole batch again, and the smaller
            // object would be taken for it.
            boolean isShrunk = came != Came.NOTHING && !lane.cursor().position().equals(begin);
            if (isShrunk && head.equals(lane.cursor().head())) {
                plan.headShrunk();
                awaitAnew(lane, plan);
                return Serving.none(decide(lane, journal, limits));
            }
            switch (came) {
                case NOTHING, EXPIRED -> {
                    return Serving.none(decide(lane, journal, limits));
                }
                case PART -> {
                    lane.filling(true);
                    return Serving.none(Step.GO);
                }
                case TOO_LATE -> {
                    lane.letGo();
                    return Serving.none(Step.GO);
                }
                case ALL -> {
                    // all of it is at hand
                }
            }
        }
        List<Slot> slots = round.take(Integer.MAX_VALUE, Long.MAX_VALUE, false, Long.MAX_VALUE, slot -> false);
        if (slots.isEmpty()) {
            return Serving.NOTHING;
        }
        plan.headSent();
        var flight = departures.flight(lane, slots, new Batch.NamedObject(head.name(), !plan.mayExist()));
        return new Serving(flight, decide(lane, journal, limits));
    }

    /** Waits for a checkpoint again, because what the cursor says of the next batch has changed. */
    private void awaitAnew(Lane lane, ObjectPlan plan) {
        lane.letGo();
        awaitCheckpoint(lane, plan);
    }

    /** Gives the next batch of a lane another name, since another object has its name. */
    void rename(Lane lane, ObjectNames names) {
        streams.store(lane, lane.cursor().renamed(name(lane, names)));
        lane.plan().headRenamed();
        awaitAnew(lane, lane.plan());
    }

    /** Notes that a checkpoint has what was fixed up to now. */
    void snapshotTaken(long checkpoint) {
        unsafe.forEach(lane -> lane.plan().snapshotTaken(checkpoint));
    }

    /** Notes that a checkpoint is complete. Lanes that may have something to send now come from {@link #nextSafe}. */
    void completed(long checkpoint) {
        Iterator<Lane> waiting = unsafe.iterator();
        while (waiting.hasNext()) {
            Lane lane = waiting.next();
            lane.plan().completed(checkpoint);
            safer.add(lane);
            if (lane.plan().isAllSafe()) {
                waiting.remove();
            }
        }
    }

    /** A lane that may have something to send since a checkpoint completed; null if there is none. */
    @Nullable
    Lane nextSafe() {
        Iterator<Lane> first = safer.iterator();
        if (!first.hasNext()) {
            return null;
        }
        Lane lane = first.next();
        first.remove();
        return lane;
    }
}
