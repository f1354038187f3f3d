package io.datastreamer.job.deliver.status;

import io.datastreamer.connectors.spi.Outcome;
import io.datastreamer.contract.DeliveryAttempt;
import io.datastreamer.contract.Exchange;
import io.datastreamer.contract.RecordKind;
import io.datastreamer.job.deliver.lane.Flights;
import io.datastreamer.job.deliver.lane.Lane;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import static io.datastreamer.job.deliver.lane.Flights.flight;
import static org.assertj.core.api.Assertions.assertThat;

class SuccessSumTest {
    private static final Outcome OK = Outcome.delivered(200);

    private final Lane lane = Flights.lane("s");
    private final SuccessSum sum = new SuccessSum();

    @Test
    void nothingWasDeliveredAtFirst() {
        assertThat(sum.take()).isNull();
    }

    @Test
    void deliveriesOfOneSecondAreToldAsOne() {
        assertThat(sum.add(flight(lane, 1, 3, 300, Flights.START, 0), OK, "batch 1", 10))
                .isNull();
        assertThat(sum.add(flight(lane, 4, 4, 50, Flights.START + 999, 0), Outcome.delivered(202), "batch 2", 20))
                .isNull();
        assertThat(sum.take())
                .isEqualTo(new DeliveryAttempt(
                        "s",
                        RecordKind.EVENT,
                        "batch 1",
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
                        null));
        assertThat(sum.take()).isNull();
    }

    @Test
    void aSumHasWhatWentOverTheWireInOneOfItsDeliveries() {
        Exchange exchange = new Exchange(
                new Exchange.Request("POST / HTTP/1.1", List.of(), 300, false, null),
                null,
                new Exchange.Timing(null, null, null, null, 1));
        sum.add(flight(lane, 1, 3, 300, Flights.START, 0), OK, "batch 1", 10);
        sum.add(flight(lane, 4, 4, 50, Flights.START + 1, 0), OK.withExchange(exchange), "batch 2", 10);
        sum.add(flight(lane, 5, 5, 50, Flights.START + 2, 0), OK, "batch 3", 10);
        assertThat(sum.take()).extracting(DeliveryAttempt::exchange).isEqualTo(exchange);
        sum.add(flight(lane, 6, 6, 50, Flights.START + 3, 0), OK, "batch 4", 10);
        assertThat(sum.take()).extracting(DeliveryAttempt::exchange).isNull();
    }

    @Test
    void aDeliveryOfALaterSecondBeginsANewSumAndTellsTheOldOne() {
        sum.add(flight(lane, 1, 3, 300, Flights.START, 0), OK, "batch 1", 10);
        DeliveryAttempt first = sum.add(flight(lane, 4, 5, 50, Flights.START + 1_000, 0), OK, "batch 2", 20);
        assertThat(first)
                .isNotNull()
                .extracting(DeliveryAttempt::batchId, DeliveryAttempt::records, DeliveryAttempt::lastId)
                .containsExactly("batch 1", 3L, 3L);
        DeliveryAttempt second = sum.take();
        assertThat(second)
                .isNotNull()
                .extracting(
                        DeliveryAttempt::batchId,
                        DeliveryAttempt::firstId,
                        DeliveryAttempt::records,
                        DeliveryAttempt::bytes,
                        DeliveryAttempt::durationMs)
                .containsExactly("batch 2", 4L, 2L, 50L, 20L);
    }
}
