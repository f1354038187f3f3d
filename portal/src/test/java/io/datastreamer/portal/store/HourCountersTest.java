package io.datastreamer.portal.store;

import io.datastreamer.contract.DeliveryAttempt;
import io.datastreamer.contract.DeliveryAttempt.Outcome;
import io.datastreamer.contract.Exchange;
import io.datastreamer.contract.RecordKind;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import static org.assertj.core.api.Assertions.assertThat;

class HourCountersTest {
    private static final Instant NOW = Instant.parse("2026-11-20T10:30:00Z");

    private final HourCounters counters = new HourCounters();

    @Test
    void documentsAndFailuresAreCountedInTheirHours() {
        counters.add(attempt("a", "2026-11-20T10:00:00Z", 5, Outcome.DELIVERED));
        counters.add(attempt("a", "2026-11-20T10:29:59Z", 7, Outcome.DELIVERED));
        counters.add(attempt("a", "2026-11-20T09:59:59Z", 9, Outcome.TRY_AGAIN));
        counters.add(attempt("a", "2026-11-20T09:00:00Z", 9, Outcome.CONTENT_REFUSED));
        counters.add(attempt("a", "2026-11-13T11:00:00Z", 3, Outcome.DELIVERED));
        counters.add(attempt("b", "2026-11-20T10:00:00Z", 1, Outcome.DELIVERED));
        List<HourCounters.Hour> day = counters.of("a", NOW, 24);
        assertThat(day).hasSize(24);
        assertThat(day.get(23))
                .isEqualTo(new HourCounters.Hour(Instant.parse("2026-11-20T10:00:00Z"), 12, 0, null, null));
        assertThat(day.get(22))
                .isEqualTo(new HourCounters.Hour(Instant.parse("2026-11-20T09:00:00Z"), 0, 2, null, null));
        List<HourCounters.Hour> week = counters.of("a", NOW, 168);
        assertThat(week.get(0))
                .isEqualTo(new HourCounters.Hour(Instant.parse("2026-11-13T11:00:00Z"), 3, 0, null, null));
        assertThat(week).filteredOn(hour -> hour.delivered() > 0).hasSize(2);
    }

    @Test
    void daysMakeWayForThoseEightDaysLaterWhateverComesFirst() {
        counters.add(attempt("a", "2026-11-20T10:00:00Z", 5, Outcome.DELIVERED));
        // the past is read after new attempts
        counters.add(attempt("a", "2026-11-12T10:00:00Z", 100, Outcome.DELIVERED));
        assertThat(counters.of("a", NOW, 168))
                .extracting(HourCounters.Hour::delivered)
                .containsOnly(0, 5);
        counters.add(attempt("a", "2026-11-28T10:00:00Z", 3_000_000_000L, Outcome.DELIVERED));
        assertThat(counters.of("a", NOW, 168))
                .extracting(HourCounters.Hour::delivered)
                .containsOnly(0);
        assertThat(counters.of("a", Instant.parse("2026-11-28T10:10:00Z"), 1)
                        .get(0)
                        .delivered())
                .isEqualTo(Integer.MAX_VALUE);
        counters.remove("a");
        assertThat(counters.of("a", Instant.parse("2026-11-28T10:10:00Z"), 1)
                        .get(0)
                        .delivered())
                .isZero();
    }

    @Test
    void answersAreAveragedOfThoseWhoseTimesWereNoted() {
        for (int i = 0; i < 300; i++) {
            DeliveryAttempt attempt = attempt("a", "2026-11-20T10:00:00Z", 1, Outcome.DELIVERED);
            counters.add(attempt.withExchange(exchange(i % 2 == 0 ? 100 : 300)));
            // for a second's sum it is unknown how many requests it was
            counters.add(attempt);
        }
        counters.add(attempt("a", "2026-11-20T10:00:00Z", 1, Outcome.TRY_AGAIN).withExchange(exchange(30_000)));
        counters.add(attempt("b", "2026-11-20T10:00:00Z", 1, Outcome.DELIVERED).withExchange(exchange(20_000_000)));
        assertThat(counters.of("a", NOW, 1).get(0).answerMillis()).isBetween(199, 201);
        assertThat(counters.of("b", NOW, 1).get(0).answerMillis()).isNull();
    }

    private static Exchange exchange(long end) {
        return new Exchange(
                new Exchange.Request("POST / HTTP/1.1", List.of(), 1, false, null),
                null,
                new Exchange.Timing(null, null, null, null, end));
    }

    private static DeliveryAttempt attempt(String stream, String startedAt, long records, Outcome outcome) {
        return new DeliveryAttempt(
                stream,
                RecordKind.EVENT,
                "batch",
                1,
                1,
                records,
                1,
                1,
                Instant.parse(startedAt),
                1,
                outcome,
                200,
                true,
                null,
                null);
    }
}
