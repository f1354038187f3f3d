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

/** Compares the documents produced for one data stream with those that its endpoints accepted. Thread-safe. */
final class Books {
    private final Map<Long, Produced> produced = new LinkedHashMap<>();
    private final Map<String, Long> sims = new HashMap<>();

    /**
     * A document that must arrive.
     *
     * @param number its number, in the order of production
     * @param sim a number for the SIM, or for whatever else it is about
     * @param nanos when its record was written
     */
    private record Produced(int number, long sim, long nanos) {}

    private record Arrival(long nanos, long key) {}

    /**
     * How long documents took to arrive.
     *
     * @param longest the longest time from the writing of the record to the first arrival
     * @param middle the median of these times
     */
    record Waits(Duration longest, Duration middle) {}

    /** Notes that the document of this record, which is written now, must arrive. */
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

    /** Compares with everything that these endpoints have accepted. */
    synchronized Balance balance(Collection<Endpoint> endpoints) {
        Account account = new Account();
        produced.forEach((key, document) -> account.expect(key, document.sim()));
        arrivals(endpoints).forEach(arrival -> account.delivered(arrival.key()));
        return account.balance();
    }

    /** How long the arrived documents took, from a first one up to another one (exclusive), counted from 0. */
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

    // the accepted documents in the order of arrival; documents of a request in their order
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
