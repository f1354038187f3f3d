package io.datastreamer.tools.ledger;

import io.datastreamer.tools.receive.DocumentKey;
import java.util.Arrays;

/**
 * What must arrive at one data stream and what has arrived, by the keys of {@link DocumentKey}; about 40 bytes for
 * each. The documents of one SIM and kind must arrive in the order in which they are expected. Thread-safe.
 */
public final class Account {
    /** For a document about no SIM: its order is not checked. */
    public static final long NO_SIM = 0;

    private static final byte EXPECTED = 1;
    private static final byte DELIVERED = 2;
    private static final byte REFUSED = 4;

    private final KeyIndex documents = new KeyIndex();
    private final KeyIndex sims = new KeyIndex();
    private byte[] states = new byte[16];
    private int[] simOf = new int[16];
    private int[] latest = new int[16];
    private long expected;
    private long delivered;
    private long refused;
    private long duplicates;
    private long unexpected;
    private long outOfOrder;

    /**
     * Notes that the document must arrive.
     *
     * @param sim its SIM, as a number; or another number for whatever stays in order, such as a SIM within a file
     * @return false when it is already expected
     */
    public synchronized boolean expect(long key, long sim) {
        int number = note(key, sim);
        if ((states[number] & EXPECTED) != 0) {
            return false;
        }
        states[number] |= EXPECTED;
        expected++;
        return true;
    }

    /** Notes that the document may arrive, but need not. */
    public synchronized void allow(long key, long sim) {
        note(key, sim);
    }

    /** Notes that the document has arrived and was accepted. */
    public synchronized void delivered(long key) {
        int number = documents.find(key);
        if (number < 0) {
            unexpected++;
            return;
        }
        if ((states[number] & DELIVERED) != 0) {
            duplicates++;
            return;
        }
        states[number] |= DELIVERED;
        if ((states[number] & EXPECTED) != 0) {
            delivered++;
            if ((states[number] & REFUSED) != 0) {
                refused--;
            }
        }
        if (simOf[number] >= 0) {
            if (number < latest[simOf[number]]) {
                outOfOrder++;
            } else {
                latest[simOf[number]] = number;
            }
        }
    }

    /** Notes that the document was given up because the receiver refuses it. */
    public synchronized void refused(long key) {
        int number = documents.find(key);
        if (number < 0) {
            unexpected++;
        } else if ((states[number] & REFUSED) == 0) {
            states[number] |= REFUSED;
            if ((states[number] & (EXPECTED | DELIVERED)) == EXPECTED) {
                refused++;
            }
        }
    }

    public synchronized Balance balance() {
        return new Balance(expected, delivered, refused, duplicates, unexpected, outOfOrder);
    }

    private int note(long key, long sim) {
        int before = documents.size();
        int number = documents.add(key);
        if (number == before) {
            if (number == states.length) {
                states = Arrays.copyOf(states, number * 2);
                simOf = Arrays.copyOf(simOf, number * 2);
            }
            simOf[number] = sim == NO_SIM ? -1 : sims.add((sim << 1) | (DocumentKey.isEvent(key) ? 1 : 0));
            if (sims.size() > latest.length) {
                latest = Arrays.copyOf(latest, latest.length * 2);
            }
        }
        return number;
    }
}
