package io.datastreamer.testbed.chaos;

import io.datastreamer.tools.farm.Behaviour;
import io.datastreamer.tools.farm.Endpoint;
import io.datastreamer.tools.farm.Farm;
import io.datastreamer.tools.ledger.Balance;
import io.datastreamer.tools.simulate.Place;
import io.datastreamer.tools.simulate.SimulatedRecord;
import io.datastreamer.tools.simulate.SimulatedRecord.Becomes;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import static org.assertj.core.api.Assertions.assertThat;

/** Checks that the books notice each way in which a run can go wrong. */
class BooksTest {
    private final Books books = new Books();
    private final HttpClient http = HttpClient.newHttpClient();
    private Farm farm;
    private Endpoint first;
    private Endpoint second;

    @BeforeEach
    void open() throws IOException {
        farm = Farm.start();
        first = farm.endpoint("first");
        second = farm.endpoint("second");
        for (long id : List.of(1L, 2L, 3L)) {
            books.produced(event("a", id), System.nanoTime());
        }
        books.produced(event("b", 4), System.nanoTime());
    }

    @AfterEach
    void close() {
        farm.close();
    }

    @Test
    void whatHasArrivedAtEitherEndpointBalances() throws Exception {
        post(first, 1, 4);
        post(second, 2, 3);

        assertThat(balance()).isEqualTo(new Balance(4, 4, 0, 0, 0, 0)).matches(Balance::holds);
    }

    @Test
    void whatIsRefusedIsMissingAndWhatComesAgainIsADuplicate() throws Exception {
        first.behave(Behaviour.status(503));
        post(first, 1, 2);
        second.behave(Behaviour.HEALTHY);
        post(second, 2, 3);
        post(second, 3, 4);

        assertThat(balance()).isEqualTo(new Balance(4, 3, 0, 1, 0, 0)).matches(balance -> balance.missing() == 1);
    }

    @Test
    void orderIsThatOfASim() throws Exception {
        post(first, 4, 1);
        post(second, 3);
        post(first, 2);

        assertThat(balance().outOfOrder()).isEqualTo(1);
        assertThat(balance().holds()).isFalse();
    }

    @Test
    void whatWasNotProducedIsSeen() throws Exception {
        post(first, 1, 2, 3, 4, 5);

        assertThat(balance().unexpected()).isEqualTo(1);
        assertThat(balance().holds()).isFalse();
    }

    @Test
    void waitsAreThoseOfThisRound() throws Exception {
        post(first, 1, 2, 3);
        first.behave(Behaviour.HEALTHY.withLatency(Duration.ofMillis(1), Duration.ZERO));
        int round = books.size();
        long now = System.nanoTime();
        books.produced(event("a", 5), now - Duration.ofSeconds(2).toNanos());
        books.produced(event("a", 6), now);
        books.produced(event("a", 7), now);
        post(first, 5, 6, 7);

        Books.Waits waits = books.waits(List.of(first), round, books.size());
        assertThat(waits.longest()).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(60));
        assertThat(waits.middle()).isLessThan(waits.longest());
        assertThat(books.waits(List.of(first), round + 1, books.size()).longest())
                .isLessThan(waits.longest());
    }

    @Test
    void damagedRecordsThatAreNotRejectedFailARound() {
        Balance holds = new Balance(1, 1, 0, 0, 0, 0);

        assertThat(new Round.Totals(Map.of(SimulatedStream.VENDING, holds), 2, 2).hold())
                .isTrue();
        assertThat(new Round.Totals(Map.of(SimulatedStream.VENDING, holds), 2, 1).hold())
                .isFalse();
    }

    private Balance balance() {
        return books.balance(List.of(first, second));
    }

    private void post(Endpoint endpoint, long... ids) throws Exception {
        StringBuilder body = new StringBuilder();
        for (long id : ids) {
            body.append(body.isEmpty() ? "[" : ",")
                    .append("{\"id\":")
                    .append(id)
                    .append(",\"event_type\":{}}");
        }
        HttpRequest request = HttpRequest.newBuilder(URI.create(endpoint.url()))
                .POST(HttpRequest.BodyPublishers.ofString(body.append(']').toString()))
                .build();
        http.send(request, HttpResponse.BodyHandlers.discarding());
    }

    private static SimulatedRecord event(String sim, long id) {
        return new SimulatedRecord(Place.NETWORK_RECORDS, sim, new byte[0], Becomes.EVENT, 1, id);
    }
}
