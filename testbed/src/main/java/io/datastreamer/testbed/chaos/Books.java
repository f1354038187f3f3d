package io.datastreamer.testbed.chaos;

import io.datastreamer.tools.farm.Arrivals;
import io.datastreamer.tools.farm.Endpoint;
import io.datastreamer.tools.ledger.Account;
import io.datastreamer.tools.ledger.Balance;
import io.datastreamer.tools.receive.DocumentKey;
import io.datastreamer.tools.simulate.SimulatedRecord;
import io.datastreamer.tools.simulate.SimulatedRecord.Becomes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What of one data stream was produced, and when, against what its endpoints have taken. Thread-safe. */
final class Books {
    private final Map<Long, Produced> produced = new LinkedHashMap<>();
    private final Map<String, Long> sims = new HashMap<>();

    /**
     * A document that is to come.
     *
     * @param number counts up with every document
     * @param sim numbers the SIM, or what else it is about
     * @param nanos when its record was written
     */
    private record Produced(int number, long sim, long nanos) {}

    private record Arrival(long nanos, long key) {}

    /**
     * How long documents took.
     *
     * @param longest from the writing of the record to the first arrival
     * @param middle the same, of half of them at most
     */
    record Waits(Duration longest, Duration middle) {}

    /** A document must arrive that comes of this record, which is written now. */
    synchronized void produced(SimulatedRecord record, long nanos) {
        Long sim = sims.computeIfAbsent(record.key(), key -> sims.size() + 1L);
        produced.put(
                DocumentKey.of(record.recordId(), record.becomes() == Becomes.EVENT),
                new Produced(produced.size(), sim, nanos));
    }

    /** How many documents must have arrived. */
    synchronized int size() {
        return produced.size();
    }

    /** Compares with all that these endpoints have taken. */
    synchronized Balance balance(Collection<Endpoint> endpoints) {
        Account account = new Account();
        produced.forEach((key, document) -> account.expect(key, document.sim()));
        arrivals(endpoints).forEach(arrival -> account.delivered(arrival.key()));
        return account.balance();
    }

    /** How long the documents took, of those from the first up to another one, counted from 0, that have arrived. */
    synchronized Waits waits(Collection<Endpoint> endpoints, int first, int behindLast) {
        Map<Long, Long> took = new HashMap<>();
        for (Arrival arrival : arrivals(endpoints)) {
            Produced document = produced.get(arrival.key());
            if (document != null && document.number() >= first && document.number() < behindLast) {
                took.putIfAbsent(arrival.key(), arrival.nanos() - document.nanos());
            }
        }
        List<Long> sorted = took.values().stream().sorted().toList();
        return sorted.isEmpty()
                ? new Waits(Duration.ZERO, Duration.ZERO)
                : new Waits(
                        Duration.ofNanos(sorted.get(sorted.size() - 1)),
                        Duration.ofNanos(sorted.get(sorted.size() / 2)));
    }

    // what was taken, in the order in which it came; documents of a request are in their order
    private static List<Arrival> arrivals(Collection<Endpoint> endpoints) {
        List<Arrival> arrivals = new ArrayList<>();
        for (Endpoint endpoint : endpoints) {
            endpoint.arrivals().forEach(0, (nanos, status, keys, from, to) -> {
                for (int i = from; Arrivals.isSuccess(status) && i < to; i++) {
                    arrivals.add(new Arrival(nanos, keys[i]));
                }
            });
        }
        arrivals.sort(Comparator.comparingLong(Arrival::nanos));
        return arrivals;
    }
}
