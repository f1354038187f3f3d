package io.datastreamer.job.ingest.kinesis.shard;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides which shard may be read when. A plain class, for one thread.
 *
 * <p>A shard that was split or merged is closed, and its partition keys go on in its children. The order of a key holds
 * only if a child is begun after everything from its parents has gone through the job. So a child waits until
 *
 * <ol>
 *   <li>readers have come to the end of all its parents, and
 *   <li>a checkpoint that was begun later is complete: its barriers ran after the parents' last records on every path,
 *       and no failure brings the job back to a time before.
 * </ol>
 *
 * <p>An ended shard is remembered for as long as the stream lists it, or it would be taken for a new one.
 */
public final class ShardTable {
    private static final long NOT_YET = Long.MAX_VALUE;

    private final ShardPosition start;
    private final Map<String, Entry> shards = new LinkedHashMap<>();

    /** How far a shard has come. The codes are in checkpoints and never change. */
    enum Stage {
        /** Given to no reader yet. */
        WAITING(0),
        /** Given to a reader, whose state has its position. */
        HELD(1),
        /** Read to its end. */
        ENDED(2);

        private final int code;

        Stage(int code) {
            this.code = code;
        }

        int code() {
            return code;
        }

        /** The stage with this code; null when there is none. */
        static @Nullable Stage of(int code) {
            for (Stage stage : values()) {
                if (stage.code == code) {
                    return stage;
                }
            }
            return null;
        }
    }

    private static final class Entry {
        final List<String> parents;
        ShardSplit split;
        Stage stage = Stage.WAITING;
        /** The reader that has or had it; -1 if unknown. */
        int reader = -1;
        /** The first checkpoint begun after its end; 0 once that is complete. */
        long endedBefore;

        Entry(ShardSplit split, List<String> parents) {
            this.split = split;
            this.parents = parents;
        }
    }

    /**
     * A shard as a checkpoint has it.
     *
     * @param split for {@link Stage#WAITING} where reading will start
     */
    record Kept(ShardSplit split, List<String> parents, Stage stage) {}

    /** @param start where reading of every shard starts */
    public ShardTable(ShardPosition start) {
        this.start = start;
    }

    /** Goes on from a checkpoint. Nothing of ended shards is under way any more. */
    public ShardTable(ShardPosition start, List<Kept> kept) {
        this(start);
        for (Kept one : kept) {
            Entry entry = new Entry(one.split(), one.parents());
            entry.stage = one.stage();
            shards.put(one.split().shard(), entry);
        }
    }

    /** Where the stream is read from. */
    public ShardPosition start() {
        return start;
    }

    /**
     * Takes the list of shards that the stream has now.
     *
     * @param all the whole list
     * @return how many are new
     */
    public int listed(List<ShardListing.Listed> all) {
        int before = shards.size();
        Set<String> ids = new HashSet<>();
        for (ShardListing.Listed one : all) {
            ids.add(one.id());
            shards.computeIfAbsent(one.id(), id -> new Entry(new ShardSplit(id, start), List.copyOf(one.parents())));
        }
        int added = shards.size() - before;
        shards.entrySet().removeIf(shard -> !ids.contains(shard.getKey()) && isSettled(shard.getValue()));
        return added;
    }

    /** Shards whose turn has come, in the order in which the stream lists them. */
    public List<ShardSplit> ready() {
        List<ShardSplit> ready = new ArrayList<>();
        for (Entry entry : shards.values()) {
            if (entry.stage == Stage.WAITING && entry.parents.stream().allMatch(this::isBehindUs)) {
                ready.add(entry.split);
            }
        }
        return ready;
    }

    // an unknown parent left the stream before we came
    private boolean isBehindUs(String parent) {
        Entry entry = shards.get(parent);
        return entry == null || isSettled(entry);
    }

    private static boolean isSettled(Entry entry) {
        return entry.stage == Stage.ENDED && entry.endedBefore == 0;
    }

    /** Notes that a shard was given to a reader, or that a reader says that it has it. */
    public void held(String shard, int reader) {
        Entry entry = shards.get(shard);
        if (entry != null && entry.stage != Stage.ENDED) {
            entry.stage = Stage.HELD;
            entry.reader = reader;
        }
    }

    /** Notes that a reader came to a shard's end. May be called more than once. */
    public void ended(String shard, int reader) {
        Entry entry = shards.get(shard);
        if (entry != null && entry.stage == Stage.HELD) {
            entry.stage = Stage.ENDED;
            entry.reader = reader;
            entry.endedBefore = NOT_YET;
        }
    }

    /**
     * Takes back what a reader got, because the reader begins anew from the last complete checkpoint.
     *
     * @param splits what it was given since then
     */
    public void back(List<ShardSplit> splits, int reader) {
        for (Entry entry : shards.values()) {
            if (entry.stage == Stage.ENDED && entry.endedBefore != 0 && entry.reader == reader) {
                // the reader reads its last records again, and reports its end again
                entry.stage = Stage.HELD;
                entry.endedBefore = 0;
            }
        }
        for (ShardSplit split : splits) {
            Entry entry = shards.get(split.shard());
            if (entry != null) {
                entry.stage = Stage.WAITING;
                entry.split = split;
                entry.reader = -1;
            }
        }
    }

    /** How many shards a reader has, as far as known. */
    public int count(int reader) {
        return (int) shards.values().stream()
                .filter(entry -> entry.stage == Stage.HELD && entry.reader == reader)
                .count();
    }

    /** What to keep in a checkpoint that begins. */
    public List<Kept> snapshot(long checkpoint) {
        List<Kept> kept = new ArrayList<>(shards.size());
        for (Entry entry : shards.values()) {
            if (entry.endedBefore == NOT_YET) {
                entry.endedBefore = checkpoint;
            }
            kept.add(new Kept(entry.split, entry.parents, entry.stage));
        }
        return kept;
    }

    /** Notes that a checkpoint is complete. */
    public void completed(long checkpoint) {
        for (Entry entry : shards.values()) {
            if (entry.endedBefore <= checkpoint) {
                entry.endedBefore = 0;
            }
        }
    }
}
