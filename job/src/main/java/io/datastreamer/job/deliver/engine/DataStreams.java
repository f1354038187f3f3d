package io.datastreamer.job.deliver.engine;

import io.datastreamer.connectors.Integrations;
import io.datastreamer.contract.RecordKind;
import io.datastreamer.contract.StreamConfiguration;
import io.datastreamer.job.deliver.journal.Journal;
import io.datastreamer.job.deliver.journal.Mark;
import io.datastreamer.job.deliver.lane.Cursor;
import io.datastreamer.job.deliver.lane.Intake;
import io.datastreamer.job.deliver.lane.Lane;
import io.datastreamer.job.deliver.lane.StreamLanes;
import io.datastreamer.job.deliver.ledger.LaneLedger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Holds the data streams of this subtask and their lanes. Decides where a new lane starts and what a change does to
 * existing lanes, and stores the cursors.
 */
final class DataStreams {
    private final Host host;
    private final Journals journals;
    private final Integrations integrations;
    private final Ledgers ledgers;
    private final long startSlackMs;
    private final long retentionMs;
    private final Map<String, StreamLanes> byId = new HashMap<>();
    private final Map<String, List<Lane>> lanesByJournal = new HashMap<>();
    /** What the wall clock showed at the start. */
    private final long startedAt;

    private long epochs;

    DataStreams(Host host, Journals journals, Integrations integrations, Ledgers ledgers, DeliverOptions options) {
        this.host = host;
        this.journals = journals;
        this.integrations = integrations;
        this.ledgers = ledgers;
        this.startSlackMs = options.startSlack().toMillis();
        this.retentionMs = options.retention().toMillis();
        this.startedAt = host.now();
    }

    /**
     * What a new version changed. Each existing lane has to be decided on.
     *
     * @param stream the stream
     * @param removed lanes that it does not have any more
     */
    record Change(StreamLanes stream, List<Lane> removed) {}

    /**
     * Takes a new or changed stream, or one that existed before a restore.
     *
     * @return null when nothing has changed
     */
    @Nullable
    Change configure(String journalKey, StreamConfiguration version) {
        StreamLanes stream = byId.get(version.id());
        if (stream != null && stream.stream().equals(version)) {
            return null;
        }
        boolean sameBatches = stream != null && cutsTheSame(stream.stream(), version);
        if (stream == null) {
            stream = new StreamLanes(version, journalKey);
            byId.put(version.id(), stream);
        }
        boolean toAnotherPlace = stream.configure(version, integrations);
        Journal journal = journals.select(journalKey);
        boolean newcomer = stream.lanes().isEmpty();
        List<Lane> removed = new ArrayList<>();
        for (RecordKind kind : RecordKind.values()) {
            Lane lane = stream.lane(kind);
            boolean wanted = version.kinds().contains(kind);
            if (wanted && lane == null) {
                addLane(stream, kind, journal, newcomer);
            } else if (!wanted && lane != null) {
                removed.add(lane);
            }
        }
        removed.forEach(this::removeLane);
        for (Lane lane : stream.lanes()) {
            boolean goesOn = sameBatches && !toAnotherPlace && !isNew(version.replay(), lane);
            if (goesOn && lane.isInterruptible()) {
                lane.pause();
            } else {
                lane.restart(++epochs, toAnotherPlace && !newcomer);
            }
            if (toAnotherPlace && !newcomer) {
                store(lane, lane.cursor().learnt(Intake.UNKNOWN));
            }
            replay(lane, version.replay(), journal);
            if (!newcomer && !sameBatches && lane.cursor().head() != null) {
                unfix(lane);
            }
        }
        return new Change(stream, removed);
    }

    // if any of these differs, a batch that has failed once would not be the same at its next attempt
    private static boolean cutsTheSame(StreamConfiguration a, StreamConfiguration b) {
        return a.apiType() == b.apiType()
                && a.settings().equals(b.settings())
                && a.filters().equals(b.filters());
    }

    /** Removes a stream with everything that is kept of it; null if it does not exist. */
    @Nullable
    Change remove(String streamId) {
        StreamLanes stream = byId.remove(streamId);
        if (stream == null) {
            return null;
        }
        List<Lane> removed = List.copyOf(stream.lanes());
        removed.forEach(this::removeLane);
        stream.closeClient();
        return new Change(stream, removed);
    }

    @Nullable
    StreamLanes get(String streamId) {
        return byId.get(streamId);
    }

    Collection<StreamLanes> all() {
        return byId.values();
    }

    /** The lanes that read a journal. */
    List<Lane> lanesOf(String journalKey) {
        return lanesByJournal.getOrDefault(journalKey, List.of());
    }

    /** Moves the lane's cursor, also in the store. */
    void store(Lane lane, Cursor cursor) {
        host.select(lane.stream().journalKey());
        Cursor stored = ledgers.stored(lane, cursor);
        lane.cursor(stored);
        host.cursorStore().put(lane.name(), stored);
    }

    /** Frees the lane to cut its next batches anew. */
    void unfix(Lane lane) {
        lane.dropPlan();
        store(lane, lane.cursor().unfixed());
    }

    private void addLane(StreamLanes stream, RecordKind kind, Journal journal, boolean newcomer) {
        host.select(stream.journalKey());
        Cursor known = host.cursorStore().get(Lane.name(stream.id(), kind));
        Cursor cursor = known == null ? start(stream.stream(), kind, journal, newcomer) : sinceNow(known);
        Lane lane = new Lane(stream, kind, cursor, known != null);
        stream.lanes().add(lane);
        lanesByJournal
                .computeIfAbsent(stream.journalKey(), key -> new ArrayList<>())
                .add(lane);
        if (known == null) {
            store(lane, cursor);
        }
    }

    private Cursor sinceNow(Cursor known) {
        boolean isUncounted = known.ledger().since() == LaneLedger.EARLIER_RELEASE;
        return isUncounted ? known.counted(known.ledger().since(host.now())) : known;
    }

    /**
     * Where a new lane starts: at the oldest entry that is kept (historic data), at the stream's creation, or now for a
     * kind that joins an existing stream.
     */
    private Cursor start(StreamConfiguration stream, RecordKind kind, Journal journal, boolean newcomer) {
        Mark mark;
        if (stream.historic() && newcomer) {
            mark = kept(Long.MIN_VALUE, journal);
        } else {
            Instant createdAt = newcomer ? stream.createdAt() : null;
            long from = createdAt == null ? host.now() : createdAt.toEpochMilli();
            mark = kept(from - startSlackMs, journal);
        }
        StreamConfiguration.Replay replay = stream.replay();
        // a kind that joins later does not repeat a replay that the stream has already done
        String replayId = replay == null || newcomer ? "" : replay.id();
        return Cursor.at(mark, mark.before().of(kind), replayId);
    }

    private static boolean isNew(StreamConfiguration.@Nullable Replay replay, Lane lane) {
        return replay != null && !replay.id().equals(lane.cursor().lastReplayId());
    }

    private void replay(Lane lane, StreamConfiguration.@Nullable Replay replay, Journal journal) {
        if (replay != null && isNew(replay, lane)) {
            Mark mark = kept(replay.from().toEpochMilli() - startSlackMs, journal);
            lane.forgetRound();
            lane.dropPlan();
            store(lane, lane.cursor().replayed(mark, mark.before().of(lane.kind()), replay.id()));
        }
    }

    /** The first entry from a time on that is not too old: what was too old when it was asked for is not owed. */
    private Mark kept(long time, Journal journal) {
        long now = host.now();
        // the clock was set back after that time was noted: entries since the start may look older than it
        long from = time > now ? startedAt - startSlackMs : time;
        return journal.reader().seek(Math.max(from, now - retentionMs));
    }

    private void removeLane(Lane lane) {
        lane.restart(++epochs, false);
        lane.forgetRound();
        lane.oldestPendingAt(0);
        lane.stream().lanes().remove(lane);
        String journalKey = lane.stream().journalKey();
        List<Lane> lanes = lanesByJournal.get(journalKey);
        if (lanes != null) {
            lanes.remove(lane);
            if (lanes.isEmpty()) {
                lanesByJournal.remove(journalKey);
            }
        }
        ledgers.removed(lane);
        host.cursorStore().remove(lane.name());
    }
}
