package io.datastreamer.tools.simulate;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** A source of random choices that are the same for the same seed. */
final class Chance {
    private final SplittableRandom random;

    Chance(SplittableRandom random) {
        this.random = random;
    }

    /** A separate source for a part of the network, so that parts do not influence each other. */
    Chance split() {
        return new Chance(random.split());
    }

    boolean of(double probability) {
        return random.nextDouble() < probability;
    }

    /** A number from {@code least} to {@code most}. */
    int between(int least, int most) {
        return random.nextInt(least, most + 1);
    }

    /**
     * A random waiting time for something that may happen at any moment: at least a second, at most five times the
     * mean.
     */
    long waitMillis(long meanMillis) {
        double wait = -Math.log(1 - random.nextDouble()) * meanMillis;
        return Math.max(1000, (long) Math.min(wait, 5.0 * meanMillis));
    }

    <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** All elements of the list, in another order. */
    <T> List<T> shuffled(List<T> list) {
        List<T> shuffled = new ArrayList<>(list);
        for (int i = shuffled.size() - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            T moved = shuffled.set(i, shuffled.get(j));
            shuffled.set(j, moved);
        }
        return shuffled;
    }
}
