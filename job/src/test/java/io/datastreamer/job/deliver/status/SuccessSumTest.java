package io.datastreamer.job.deliver.status;

import io.datastreamer.connectors.spi.Outcome;
import io.datastreamer.contract.DeliveryAttempt;
import io.datastreamer.contract.Exchange;
import io.datastreamer.contract.RecordKind;
import io.datastreamer.job.deliver.lane.Flights;
import io.datastreamer.job.deliver.lane.Lane;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import static io.datastreamer.job.deliver.lane.Flights.flight;
import static org.assertj.core.api.Assertions.assertThat;

class SuccessSumTest {
    private static final Outcome OK = Outcome.delivered(200);

    private final Lane lane = Flights.lane("s");
    private final SuccessSum sum = new SuccessSum();
    private final String first = lane.name() + "@0.1";
    private final String fourth = lane.name() + "@0.4";

    @Test
    void nothingWasDeliveredAtFirst() {
        assertThat(sum.take()).isNull();
    }

    @Test
    void deliveriesOfOneSecondAreToldAsOne() {
        assertThat(sum.add(flight(lane, 1, 3, 300, Flights.START, 0), OK, 10)).isNull();
        assertThat(sum.add(flight(lane, 4, 4, 50, Flights.START + 999, 0), Outcome.delivered(202), 20))
                .isNull();
        assertThat(sum.take())
                .isEqualTo(new DeliveryAttempt(
                        "s",
                        RecordKind.EVENT,
                        first,
                        1,
                        4,
                        4,
                        350,
                        1,
                        Instant.ofEpochMilli(Flights.START),
                        30,
                        DeliveryAttempt.Outcome.DELIVERED,
                        202,
                        true,
                        null,
                        null,
                        null,
                        "0.4"));
        assertThat(sum.take()).isNull();
    }

    @Test
    void aSumHasWhatWentOverTheWireInOneOfItsDeliveries() {
        Exchange exchange = new Exchange(
                new Exchange.Request("POST / HTTP/1.1", List.of(), 300, false, null),
                null,
                new Exchange.Timing(null, null, null, null, 1));
        sum.add(flight(lane, 1, 3, 300, Flights.START, 0), OK, 10);
        sum.add(flight(lane, 4, 4, 50, Flights.START + 1, 0), OK.withExchange(exchange), 10);
        sum.add(flight(lane, 5, 5, 50, Flights.START + 2, 0), OK, 10);
        assertThat(sum.take()).extracting(DeliveryAttempt::exchange).isEqualTo(exchange);
        sum.add(flight(lane, 6, 6, 50, Flights.START + 3, 0), OK, 10);
        assertThat(sum.take()).extracting(DeliveryAttempt::exchange).isNull();
    }

    @Test
    void aDeliveryOfALaterSecondBeginsANewSumAndTellsTheOldOne() {
        sum.add(flight(lane, 1, 3, 300, Flights.START, 0), OK, 10);
        DeliveryAttempt told = sum.add(flight(lane, 4, 5, 50, Flights.START + 1_000, 0), OK, 20);
        assertThat(told)
                .isNotNull()
                .extracting(DeliveryAttempt::batchId, DeliveryAttempt::records, DeliveryAttempt::lastId)
                .containsExactly(first, 3L, 3L);
        DeliveryAttempt second = sum.take();
        assertThat(second)
                .isNotNull()
                .extracting(
                        DeliveryAttempt::batchId,
                        DeliveryAttempt::firstId,
                        DeliveryAttempt::records,
                        DeliveryAttempt::bytes,
                        DeliveryAttempt::durationMs)
                .containsExactly(fourth, 4L, 2L, 50L, 20L);
    }

    @Test
    void aSumSpansTheDocumentsOfRequestsThatEndInAnyOrder() {
        sum.add(flight(lane, 4, 4, 50, Flights.START, 0), OK, 10);
        sum.add(flight(lane, 2, 2, 50, Flights.START, 0), OK, 10);
        sum.add(flight(lane, 3, 3, 50, Flights.START + 1, 0), OK, 10);
        DeliveryAttempt told = Objects.requireNonNull(sum.take());
        assertThat(told.batchId()).isEqualTo(lane.name() + "@0.2");
        assertThat(told.lastPlace()).isEqualTo("0.4");
        assertThat(told.had("0.3")).isTrue();
        assertThat(told.had("0.5")).isFalse();
        assertThat(told.had("1.3")).isFalse();
        assertThat(told.withLastPlace(null).had("0.3")).isFalse();
    }
}
