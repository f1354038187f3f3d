package io.datastreamer.tools.ledger;

import java.util.Arrays;

/** Numbers 64-bit keys from 0 in the order in which they are added; takes about 24 bytes for each. Not thread-safe. */
final class KeyIndex {
    private static final int NONE = -1;

    private long[] keys = new long[16];
    private int[] numbers = new int[16];
    private int size;

    KeyIndex() {
        Arrays.fill(numbers, NONE);
    }

    /** The key's number, which is {@link #size} before the call if the key is new. */
    int add(long key) {
        int slot = slotOf(key);
        if (numbers[slot] != NONE) {
            return numbers[slot];
        }
        keys[slot] = key;
        numbers[slot] = size++;
        if (size > keys.length / 2) {
            grow();
        }
        return size - 1;
    }

    /** The key's number, or a negative one if it has none. */
    int find(long key) {
        return numbers[slotOf(key)];
    }

    int size() {
        return size;
    }

    private void grow() {
        long[] oldKeys = keys;
        int[] oldNumbers = numbers;
        keys = new long[oldKeys.length * 2];
        numbers = new int[oldKeys.length * 2];
        Arrays.fill(numbers, NONE);
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldNumbers[i] != NONE) {
                int slot = slotOf(oldKeys[i]);
                keys[slot] = oldKeys[i];
                numbers[slot] = oldNumbers[i];
            }
        }
    }

    // where the key is, or the empty slot where it belongs
    private int slotOf(long key) {
        int mask = keys.length - 1;
        int slot = (int) ((key * 0x9e3779b97f4a7c15L) >>> 32) & mask;
        while (numbers[slot] != NONE && keys[slot] != key) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }
}
