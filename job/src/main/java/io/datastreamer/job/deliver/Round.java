package io.datastreamer.job.deliver;

import io.datastreamer.job.deliver.Slot.State;
import io.datastreamer.job.deliver.journal.Position;
import io.datastreamer.job.deliver.journal.Reading;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The entries that a lane is delivering: read on from its cursor, oldest first. The first is never settled: settled ones
 * go as soon as there is none before them, and the cursor moves behind them.
 *
 * <p>While the lane waits, the entries are let go, and read again afterwards; only which of them are settled is kept.
 */
final class Round {
    private final Deque<Slot> slots = new ArrayDeque<>();
    /** Settled entries by their numbers while they are not in the heap. */
    private final Map<Long, State> kept = new HashMap<>(0);

    private Position next;
    private long nextNumber;
    /** Whether all that is open has to wait for something on its way. */
    private boolean blocked;

    /** How far the cursor may move. */
    record Progress(long delivered, long refused, Position position, long number) {}

    /**
     * Begins at a place in the journal.
     *
     * @param number entries of the lane's kind before it
     */
    Round(Position position, long number) {
        this.next = position;
        this.nextNumber = number;
    }

    /** Takes what was read at {@link #next}. */
    void add(Reading reading) {
        reading.entries().forEach(entry -> {
            State known = kept.isEmpty() ? null : kept.remove(entry.number());
            slots.addLast(new Slot(entry, known == null ? State.OPEN : known));
        });
        next = reading.next();
        nextNumber += reading.passed();
        blocked = false;
    }

    /** Where reading goes on. */
    Position next() {
        return next;
    }

    /** Entries of the lane's kind before {@link #next}. */
    long nextNumber() {
        return nextNumber;
    }

    boolean isEmpty() {
        return slots.isEmpty();
    }

    int size() {
        return slots.size();
    }

    /** Whether something may be sent now. */
    boolean hasOpen() {
        return !blocked && has(State.OPEN);
    }

    private boolean has(State state) {
        for (Slot slot : slots) {
            if (slot.state() == state) {
                return true;
            }
        }
        return false;
    }

    int count(State state) {
        int count = 0;
        for (Slot slot : slots) {
            if (slot.state() == state) {
                count++;
            }
        }
        return count;
    }

    /** Entries that are settled although one before them is not, whether in the heap or not. */
    long settledAhead() {
        return (long) kept.size() + count(State.DELIVERED) + count(State.REFUSED);
    }

    /**
     * Takes entries to send, oldest first: they are on their way then. None when all that is open has to wait.
     *
     * @param maxRecords most entries
     * @param maxBytes most bytes of JSON; a single larger entry is taken all the same
     * @param oneOfEachSim whether an entry has to wait for an earlier one of its SIM that is on its way or still open
     * @param bound only entries with a smaller number
     */
    List<Slot> take(int maxRecords, long maxBytes, boolean oneOfEachSim, long bound) {
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
            if (isOpen && isFirst) {
                int length = slot.entry().item().length();
                if (!taken.isEmpty() && bytes + length > maxBytes) {
                    break;
                }
                bytes += length;
                slot.state(State.SENT);
                taken.add(slot);
            }
        }
        blocked = taken.isEmpty();
        return taken;
    }

    /** Something has come back: what had to wait for it may go. */
    void unblock() {
        blocked = false;
    }

    /** Drops settled entries as far as there is none before them, and says how far that was. */
    Progress advance() {
        long delivered = 0;
        long refused = 0;
        while (!slots.isEmpty() && slots.getFirst().state().isSettled()) {
            if (slots.removeFirst().state() == State.DELIVERED) {
                delivered++;
            } else {
                refused++;
            }
        }
        Slot first = slots.peekFirst();
        return first == null
                ? new Progress(delivered, refused, next, nextNumber)
                : new Progress(
                        delivered,
                        refused,
                        first.entry().position(),
                        first.entry().number());
    }

    /** Journal time of the first entry; 0 when there is none in the heap. */
    long firstTime() {
        Slot first = slots.peekFirst();
        return first == null ? 0 : first.entry().time();
    }

    /** The number of the first entry that is open or on its way; {@link #nextNumber} when there is none. */
    long firstOpenNumber() {
        for (Slot slot : slots) {
            if (slot.state() == State.OPEN || slot.state() == State.SENT) {
                return slot.entry().number();
            }
        }
        return nextNumber;
    }

    /** All entries of a state get another one; returns them. */
    List<Slot> change(State from, State to) {
        List<Slot> changed = new ArrayList<>();
        for (Slot slot : slots) {
            if (slot.state() == from) {
                slot.state(to);
                changed.add(slot);
            }
        }
        return changed;
    }

    /** Lets go of the entries, and keeps which are settled. What is read from the given place on takes their place. */
    void release(Position position, long number) {
        for (Slot slot : slots) {
            if (slot.state().isSettled()) {
                kept.put(slot.entry().number(), slot.state());
            }
        }
        slots.clear();
        next = position;
        nextNumber = number;
        blocked = false;
    }

    /** Whether nothing is known that a new round would not find. */
    boolean isForgettable() {
        return slots.isEmpty() && kept.isEmpty();
    }
}
