package io.datastreamer.testbed.chaos;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Decides which acts belong to which round: acts are dealt from a shuffled deck, so that each comes before any comes
 * again, and some rounds have a second one. The same seed gives the same script.
 */
final class Script {
    private static final double SECOND = 0.3;

    private final List<Act> acts;
    private final SplittableRandom random;
    private final Deque<Act> deck = new ArrayDeque<>();

    /** @param acts the acts in the deck */
    Script(List<Act> acts, long seed) {
        this.acts = List.copyOf(acts);
        this.random = new SplittableRandom(seed);
    }

    /** The acts of the next round, one after another. */
    List<Act> next() {
        List<Act> dealt = new ArrayList<>(List.of(deal()));
        if (random.nextDouble() < SECOND) {
            dealt.add(deal());
        }
        return dealt;
    }

    private Act deal() {
        if (deck.isEmpty()) {
            List<Act> left = new ArrayList<>(acts);
            while (!left.isEmpty()) {
                deck.add(left.remove(random.nextInt(left.size())));
            }
        }
        return deck.remove();
    }
}
