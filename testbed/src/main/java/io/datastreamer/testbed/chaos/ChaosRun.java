package io.datastreamer.testbed.chaos;

import io.datastreamer.tools.farm.Endpoint;
import io.datastreamer.tools.ledger.Balance;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/** Plays rounds: records flow, acts are performed, everything under way arrives, and the books are checked. */
final class ChaosRun {
    private static final Duration TRAFFIC_WITHIN = Duration.ofMinutes(4);
    private static final Duration ARRIVES_WITHIN = Duration.ofMinutes(2);
    private static final int LEAD_IN_MILLIS = 2000;
    private static final int LEAD_OUT_MILLIS = 2000;
    private static final Duration WARM_UP = Duration.ofSeconds(10);
    private static final int ASK_AGAIN_MILLIS = 250;

    private final Scene scene;
    private final SplittableRandom random;
    private int rounds;
    private long duplicates;

    /** @param random the acts' random choices */
    ChaosRun(Scene scene, SplittableRandom random) {
        this.scene = scene;
        this.random = random;
    }

    /**
     * Plays a round.
     *
     * @param acts the acts to perform, one after another
     * @throws IOException when the job does not recover, or the network cannot write
     */
    Round play(List<Act> acts) throws Exception {
        scene.job().awaitRunning();
        AtomicBoolean played = new AtomicBoolean();
        FutureTask<Long> traffic = scene.traffic().start(() -> !played.get());
        List<Span> spans = new ArrayList<>();
        for (Act act : acts) {
            TimeUnit.MILLISECONDS.sleep(LEAD_IN_MILLIS + random.nextInt(1000));
            int from = healthy().size();
            spans.add(new Span(from, act.perform(scene, random)));
        }
        TimeUnit.MILLISECONDS.sleep(LEAD_OUT_MILLIS);
        played.set(true);
        await(traffic);
        Round.Totals totals = awaitArrival();
        long repeated = totals.duplicates() - duplicates;
        duplicates = totals.duplicates();
        Books.Waits all =
                healthy().waits(endpoints(), spans.get(0).from(), healthy().size());
        return new Round(++rounds, acts, recovery(spans), all.middle(), repeated, totals);
    }

    /**
     * The period of an act.
     *
     * @param from the first document of the healthy data stream that was produced in it
     * @param away how long something that the job needs was away
     */
    private record Span(int from, Duration away) {}

    private Duration recovery(List<Span> spans) {
        Duration recovery = Duration.ZERO;
        for (int i = 0; i < spans.size(); i++) {
            int to = i + 1 < spans.size() ? spans.get(i + 1).from() : healthy().size();
            Books.Waits waits = healthy().waits(endpoints(), spans.get(i).from(), to);
            recovery = max(recovery, waits.longest().minus(spans.get(i).away()));
        }
        return recovery;
    }

    private Books healthy() {
        return scene.traffic().books(SimulatedStream.LOGISTICS);
    }

    private List<Endpoint> endpoints() {
        return scene.receivers().of(SimulatedStream.LOGISTICS);
    }

    /** Lets records flow and arrive for a while, until everything that is slow only at first is over. */
    void warmUp() throws Exception {
        long end = System.nanoTime() + WARM_UP.toNanos();
        await(scene.traffic().start(() -> System.nanoTime() < end));
        duplicates = awaitArrival().duplicates();
    }

    private static void await(FutureTask<Long> traffic) throws IOException, InterruptedException {
        try {
            traffic.get(TRAFFIC_WITHIN.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IOException("the network cannot write: " + e.getCause(), e);
        } catch (TimeoutException e) {
            throw new IOException("the network could not write within " + TRAFFIC_WITHIN.toSeconds() + " s", e);
        }
    }

    private Round.Totals awaitArrival() throws IOException, InterruptedException {
        long giveUp = System.nanoTime() + ARRIVES_WITHIN.toNanos();
        Round.Totals totals = totals();
        while (!totals.hold() && System.nanoTime() < giveUp) {
            TimeUnit.MILLISECONDS.sleep(ASK_AGAIN_MILLIS);
            totals = totals();
        }
        return totals;
    }

    private Round.Totals totals() throws IOException {
        Map<SimulatedStream, Balance> balances = new EnumMap<>(SimulatedStream.class);
        for (SimulatedStream subscription : SimulatedStream.values()) {
            balances.put(
                    subscription,
                    scene.traffic()
                            .books(subscription)
                            .balance(scene.receivers().of(subscription)));
        }
        return new Round.Totals(
                balances, scene.traffic().damaged(), scene.told().rejected());
    }

    private static Duration max(Duration a, Duration b) {
        return a.compareTo(b) > 0 ? a : b;
    }
}
