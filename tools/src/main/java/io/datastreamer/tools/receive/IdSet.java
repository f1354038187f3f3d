package io.datastreamer.tools.receive;

/** A set of 64-bit numbers that takes about 16 bytes for each, so that millions fit. Not thread-safe. */
public final class IdSet {
    private long[] slots = new long[1 << 12];
    private int size;
    private boolean hasZero;

    /** Adds the number; false when it is already there. */
    public boolean add(long id) {
        if (id == 0) {
            boolean added = !hasZero;
            hasZero = true;
            return added;
        }
        int slot = slotOf(slots, id);
        if (slots[slot] == id) {
            return false;
        }
        slots[slot] = id;
        if (++size > slots.length / 2) {
            grow();
        }
        return true;
    }

    /** The number of elements. */
    int size() {
        return size + (hasZero ? 1 : 0);
    }

    private void grow() {
        long[] larger = new long[slots.length * 2];
        for (long id : slots) {
            if (id != 0) {
                larger[slotOf(larger, id)] = id;
            }
        }
        slots = larger;
    }

    // where the number is, or the empty slot where it belongs
    private static int slotOf(long[] slots, long id) {
        int mask = slots.length - 1;
        int slot = (int) mix(id) & mask;
        while (slots[slot] != 0 && slots[slot] != id) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    /** Spreads a number over all 64 bits, one to one (the finalizer of MurmurHash3). */
    static long mix(long value) {
        long mixed = value;
        mixed = (mixed ^ (mixed >>> 33)) * 0xff51afd7ed558ccdL;
        mixed = (mixed ^ (mixed >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return mixed ^ (mixed >>> 33);
    }
}
