package io.datastreamer.job.deliver.lane;

import io.datastreamer.job.deliver.journal.Entry;
import io.datastreamer.job.deliver.journal.Position;
import io.datastreamer.job.deliver.journal.Reading;
import io.datastreamer.job.deliver.lane.Slot.State;
import io.datastreamer.job.deliver.ledger.LedgerChange;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The entries that a lane is delivering, read from its cursor on, oldest first. The first one is never settled: settled
 * entries leave as soon as there is none before them, and the cursor moves past them.
 *
 * <p>While the lane waits, the entries are released and read again afterwards; only the settled ones are remembered.
 */
public final class Round {
    private final Deque<Slot> slots = new ArrayDeque<>();
    /** States of settled entries by their numbers, while the entries are not in the heap. */
    private final Map<Long, State> kept = new HashMap<>(0);

    private final CountBy<State> counts = new CountBy<>(State.class);

    private Position next;
    private long nextNumber;
    private long jsonBytes;
    private long heldBytes;
    /** Whether everything open has to wait for something that is on its way. */
    private boolean blocked;

    /**
     * How far the cursor may move.
     *
     * @param delivered how many entries were delivered
     * @param refused how many were refused
     * @param apart entries that wait apart from now on
     * @param position the first entry that is not passed
     * @param number entries of the kind before that
     */
    public record Progress(long delivered, long refused, List<Entry> apart, Position position, long number) {
        /** Whether it moves at all. */
        public boolean isAny() {
            return delivered + refused + apart.size() > 0;
        }
    }

    /**
     * Begins at a place in the journal.
     *
     * @param number entries of the lane's kind before it
     */
    public Round(Position position, long number) {
        this.next = position;
        this.nextNumber = number;
    }

    /** Adds what was read at {@link #next}. */
    public void add(Reading reading) {
        reading.entries().forEach(entry -> {
            State known = kept.isEmpty() ? null : kept.remove(entry.number());
            Slot slot = new Slot(entry, known == null ? State.OPEN : known);
            Slot last = slots.peekLast();
            slots.addLast(slot);
            counts.add(slot.state(), 1);
            jsonBytes += entry.item().length();
            heldBytes += entry.heldBytesAfter(last == null ? null : last.entry());
        });
        next = reading.next();
        nextNumber += reading.passed();
        blocked = false;
    }

    /** Where reading goes on. */
    public Position next() {
        return next;
    }

    /** Entries of the lane's kind before {@link #next}. */
    public long nextNumber() {
        return nextNumber;
    }

    public boolean isEmpty() {
        return slots.isEmpty();
    }

    public int size() {
        return slots.size();
    }

    /** Whether something may be sent now. */
    public boolean hasOpen() {
        return !blocked && count(State.OPEN) > 0;
    }

    /** How many entries at hand are in a state. */
    public int count(State state) {
        return (int) counts.of(state);
    }

    /** Heap held for these entries, in bytes; they must be in a round's order. */
    static long heldBytes(List<Slot> slots) {
        long held = 0;
        Entry before = null;
        for (Slot slot : slots) {
            held += slot.entry().heldBytesAfter(before);
            before = slot.entry();
        }
        return held;
    }

    /** The entries at hand, oldest first. */
    public List<Entry> entries() {
        return slots.stream().map(Slot::entry).toList();
    }

    /** Bytes of JSON of the entries at hand. */
    public long jsonBytes() {
        return jsonBytes;
    }

    /** Heap that the entries at hand take, in bytes. */
    public long heldBytes() {
        return heldBytes;
    }

    /** Changes the state of an entry of this round. */
    public void mark(Slot slot, State state) {
        counts.add(slot.state(), -1);
        counts.add(state, 1);
        slot.state(state);
    }

    /** Changes the state of entries of this round. */
    public void mark(List<Slot> all, State state) {
        all.forEach(slot -> mark(slot, state));
    }

    /** Makes an entry that was refused alone, with this HTTP status, a suspect. */
    public void suspect(Slot slot, int remoteStatus) {
        mark(slot, State.SUSPECT);
        slot.refusedWith(remoteStatus);
    }

    /** How many entries are settled although one before them is not, whether in the heap or not. */
    public long settledAhead() {
        long inHeap = (long) count(State.DELIVERED) + count(State.REFUSED);
        return inHeap
                + kept.values().stream().filter(state -> state != State.APART).count();
    }

    /**
     * Takes entries to send, oldest first, and marks them as sent. None if everything open has to wait.
     *
     * @param maxRecords most entries
     * @param maxBytes most bytes of JSON; a single larger entry is taken all the same
     * @param oneOfEachSim whether an entry has to wait for an earlier one of its SIM that is on its way or still open
     * @param bound only entries with a smaller number
     * @param hidden entries that have to wait
     */
    public List<Slot> take(int maxRecords, long maxBytes, boolean oneOfEachSim, long bound, Predicate<Slot> hidden) {
        List<Slot> taken = new ArrayList<>(Math.min(maxRecords, slots.size()));
        Set<String> busySims = oneOfEachSim ? new HashSet<>() : Set.of();
        long bytes = 0;
        for (Slot slot : slots) {
            if (slot.entry().number() >= bound || taken.size() == maxRecords) {
                break;
            }
            State state = slot.state();
            boolean isOpen = state == State.OPEN;
            boolean isFirst = true;
            if (oneOfEachSim && (isOpen || state == State.SENT)) {
                isFirst = busySims.add(slot.entry().item().simKey());
            }
            if (isOpen && isFirst && !hidden.test(slot)) {
                int length = slot.entry().item().length();
                if (!taken.isEmpty() && bytes + length > maxBytes) {
                    break;
                }
                bytes += length;
                mark(slot, State.SENT);
                taken.add(slot);
            }
        }
        blocked = taken.isEmpty();
        return taken;
    }

    /** Notes that a request has ended: entries that had to wait for it may go. */
    public void unblock() {
        blocked = false;
    }

    /**
     * Drops settled entries as long as there is none before them, and says how far that was.
     *
     * @param counts counts what became of each
     */
    public Progress advance(LedgerChange counts) {
        long delivered = 0;
        long refused = 0;
        List<Entry> apart = new ArrayList<>(0);
        while (!slots.isEmpty() && slots.getFirst().state().isPassed()) {
            Slot passed = removeFirst();
            switch (passed.state()) {
                case DELIVERED -> {
                    delivered++;
                    counts.delivered(passed.entry());
                }
                case APART -> apart.add(passed.entry());
                default -> {
                    refused++;
                    counts.refused(passed.entry());
                }
            }
        }
        Slot first = slots.peekFirst();
        return first == null
                ? new Progress(delivered, refused, apart, next, nextNumber)
                : new Progress(
                        delivered,
                        refused,
                        apart,
                        first.entry().position(),
                        first.entry().number());
    }

    private Slot removeFirst() {
        Slot first = slots.removeFirst();
        Slot second = slots.peekFirst();
        counts.add(first.state(), -1);
        jsonBytes -= first.entry().item().length();
        heldBytes -= first.entry().heldBytesAfter(null);
        if (second != null) {
            // what it shared with the next one is now held by that one
            heldBytes += second.entry().heldBytesAfter(null) - second.entry().heldBytesAfter(first.entry());
        }
        return first;
    }

    /** Journal time of the first entry; 0 if there is none in the heap. */
    public long firstTime() {
        Slot first = slots.peekFirst();
        return first == null ? 0 : first.entry().time();
    }

    /** The number of the first entry that is open or on its way; {@link #nextNumber} if there is none. */
    public long firstOpenNumber() {
        for (Slot slot : slots) {
            if (slot.state() == State.OPEN || slot.state() == State.SENT) {
                return slot.entry().number();
            }
        }
        return nextNumber;
    }

    /** The entries in a state, oldest first. */
    public List<Slot> all(State state) {
        return slots.stream().filter(slot -> slot.state() == state).toList();
    }

    /** Changes all entries of one state to another; returns them. */
    public List<Slot> change(State from, State to) {
        List<Slot> changed = new ArrayList<>();
        for (Slot slot : slots) {
            if (slot.state() == from) {
                mark(slot, to);
                changed.add(slot);
            }
        }
        return changed;
    }

    /** Releases the entries, but remembers which are settled. Reading goes on at the given position. */
    public void release(Position position, long number) {
        for (Slot slot : slots) {
            if (slot.state().isPassed()) {
                kept.put(slot.entry().number(), slot.state());
            }
        }
        slots.clear();
        counts.clear();
        jsonBytes = 0;
        heldBytes = 0;
        next = position;
        nextNumber = number;
        blocked = false;
    }

    /** Whether an entry that is not at hand was delivered ahead of others. */
    public boolean wasDeliveredAhead(long number) {
        return kept.get(number) == State.DELIVERED;
    }

    /** Whether it remembers nothing that a new round would not find. */
    public boolean isForgettable() {
        return slots.isEmpty() && kept.isEmpty();
    }
}
