package io.datastreamer.tools.ledger;

import io.datastreamer.tools.receive.DocumentKey;
import java.util.Arrays;

/**
 * What must arrive at one data stream and what has, by the keys of {@link DocumentKey}; some 40 bytes for each. The order
 * in which documents are expected is that in which those of one SIM and kind have to arrive. Thread-safe.
 */
public final class Account {
    /** Of a document that is about no SIM: its order is not looked at. */
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
     * The document must arrive.
     *
     * @param sim its SIM, as a number; or any other number for what keeps its order, such as a SIM within a file
     * @return false when it is expected already
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

    /** The document may arrive, and need not. */
    public synchronized void allow(long key, long sim) {
        note(key, sim);
    }

    /** The document has arrived, and was taken. */
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

    /** The document was given up, since the receiver refuses it. */
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
