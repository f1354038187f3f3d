package io.datastreamer.testbed.chaos;

import io.datastreamer.tools.ledger.Balance;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * The result of a round.
 *
 * @param number from 1
 * @param acts the acts performed
 * @param recovery the longest time that a document of the healthy data stream took, minus the time in which it could
 *     not arrive
 * @param usual the median time of its documents
 * @param duplicates duplicates in this round, of all data streams
 * @param totals the totals at its end
 */
record Round(int number, List<Act> acts, Duration recovery, Duration usual, long duplicates, Totals totals) {
    /**
     * Everything since the beginning of the run.
     *
     * @param balances the balance of each data stream
     * @param damaged records that were damaged on their way to the job
     * @param rejected records that the job has rejected
     */
    record Totals(Map<SimulatedStream, Balance> balances, long damaged, long rejected) {
        Totals {
            balances = Map.copyOf(balances);
        }

        long produced() {
            return sum(Balance::expected);
        }

        long missing() {
            return sum(Balance::missing);
        }

        long unexpected() {
            return sum(Balance::unexpected);
        }

        long outOfOrder() {
            return sum(Balance::outOfOrder);
        }

        long duplicates() {
            return sum(Balance::duplicates);
        }

        /** Whether everything expected has arrived, in order, and nothing else. */
        boolean hold() {
            return balances.values().stream().allMatch(Balance::holds) && damaged == rejected;
        }

        private long sum(ToLongFunction<Balance> of) {
            return balances.values().stream().mapToLong(of).sum();
        }
    }
}
