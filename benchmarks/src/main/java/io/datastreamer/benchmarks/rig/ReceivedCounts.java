package io.datastreamer.benchmarks.rig;

import io.datastreamer.tools.farm.Arrivals;
import io.datastreamer.tools.farm.Endpoint;
import io.datastreamer.tools.ledger.Account;
import io.datastreamer.tools.ledger.Balance;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/** Looks at what endpoints have taken. */
public final class ReceivedCounts {
    private static final double NANOS_PER_SECOND = 1e9;

    private ReceivedCounts() {}

    /** How long ago a time by {@link System#nanoTime} is. */
    public static double secondsSince(long nanos) {
        return (System.nanoTime() - nanos) / NANOS_PER_SECOND;
    }

    /** Documents a second that the endpoints took from one time to another, by {@link System#nanoTime}. */
    public static double perSecond(Collection<Endpoint> endpoints, long begun, long ended) {
        long[] taken = {0};
        for (Endpoint endpoint : endpoints) {
            endpoint.arrivals().forEach(0, (at, status, keys, from, to) -> {
                if (Arrivals.isSuccess(status) && at >= begun && at < ended) {
                    taken[0] += to - from;
                }
            });
        }
        return taken[0] * NANOS_PER_SECOND / (ended - begun);
    }

    /** The account's balance with all that the endpoint has taken. Once for each account. */
    public static Balance balance(Account account, Endpoint endpoint) {
        endpoint.arrivals().forEach(0, (at, status, keys, from, to) -> {
            for (int i = from; i < to && Arrivals.isSuccess(status); i++) {
                account.delivered(keys[i]);
            }
        });
        return account.balance();
    }

    /**
     * Waits until endpoints have all that was written for them up to now.
     *
     * @param firstOrganisation whose endpoint is the first; the others follow by number
     */
    public static void awaitAll(
            Rig rig, Feeder feeder, int firstOrganisation, List<Endpoint> endpoints, Duration within)
            throws IOException, InterruptedException {
        for (int i = 0; i < endpoints.size(); i++) {
            Endpoint endpoint = endpoints.get(i);
            long due = feeder.account(firstOrganisation + i).balance().expected();
            rig.await(
                    endpoint.name() + " has got all that was written",
                    within,
                    () -> endpoint.arrivals().delivered() >= due);
        }
    }

    /**
     * Documents that are missing at endpoints, came out of their SIM's order, or belong elsewhere. Once for each account.
     *
     * @param firstOrganisation whose endpoint is the first; the others follow by number
     */
    public static long wrong(Feeder feeder, int firstOrganisation, List<Endpoint> endpoints) {
        long wrong = 0;
        for (int i = 0; i < endpoints.size(); i++) {
            wrong += wrong(balance(feeder.account(firstOrganisation + i), endpoints.get(i)));
        }
        return wrong;
    }

    /** Documents that are missing, came out of their SIM's order, or belong elsewhere. */
    public static long wrong(Balance balance) {
        return balance.missing() + balance.outOfOrder() + balance.unexpected();
    }
}
