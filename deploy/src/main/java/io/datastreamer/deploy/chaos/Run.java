package io.datastreamer.deploy.chaos;

import io.datastreamer.deploy.ledger.Balance;
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

/** Plays rounds: records flow, something is done, all that is under way arrives, the books are read. */
final class Run {
    private static final Duration TRAFFIC_WITHIN = Duration.ofMinutes(4);
    private static final Duration ARRIVES_WITHIN = Duration.ofMinutes(2);
    private static final int LEAD_IN_MILLIS = 2000;
    private static final int ASK_AGAIN_MILLIS = 250;

    private final Scene scene;
    private final SplittableRandom random;
    private final int trafficSeconds;
    private int rounds;
    private long duplicates;

    /**
     * Of this scene.
     *
     * @param random for what acts leave to chance
     * @param trafficSeconds how long records flow in each round
     */
    Run(Scene scene, SplittableRandom random, int trafficSeconds) {
        this.scene = scene;
        this.random = random;
        this.trafficSeconds = trafficSeconds;
    }

    /**
     * Plays a round.
     *
     * @param acts what is done, one after another
     * @throws IOException when the job does not get up again, or the network cannot write
     */
    Round play(List<Act> acts) throws Exception {
        scene.job().awaitRunning();
        Books healthy = scene.traffic().books(Subscription.LOGISTICS);
        int first = healthy.size();
        FutureTask<Long> traffic = scene.traffic().start(trafficSeconds);
        Duration away = Duration.ZERO;
        for (Act act : acts) {
            TimeUnit.MILLISECONDS.sleep(LEAD_IN_MILLIS + random.nextInt(1000));
            away = max(away, act.perform(scene, random));
        }
        await(traffic);
        Round.Totals totals = awaitArrival();
        Books.Waits waits = healthy.waits(scene.receivers().of(Subscription.LOGISTICS), first);
        Duration recovery = max(Duration.ZERO, waits.longest().minus(away));
        long repeated = totals.duplicates() - duplicates;
        duplicates = totals.duplicates();
        return new Round(++rounds, acts, recovery, waits.middle(), repeated, totals);
    }

    /** Lets records flow for a while and arrive, so that what is slow only at first is over. */
    void warmUp() throws Exception {
        await(scene.traffic().start(trafficSeconds));
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
        Map<Subscription, Balance> balances = new EnumMap<>(Subscription.class);
        for (Subscription subscription : Subscription.values()) {
            balances.put(
                    subscription,
                    scene.traffic()
                            .books(subscription)
                            .balance(new ArrayList<>(scene.receivers().of(subscription))));
        }
        return new Round.Totals(
                balances, scene.traffic().damaged(), scene.told().rejected());
    }

    private static Duration max(Duration a, Duration b) {
        return a.compareTo(b) > 0 ? a : b;
    }
}
