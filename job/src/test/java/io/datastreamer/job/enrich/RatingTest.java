package io.datastreamer.job.enrich;

import io.datastreamer.job.record.Absent;
import io.datastreamer.job.record.BillingRecord;
import io.datastreamer.job.record.Operator;
import io.datastreamer.job.record.Records;
import io.datastreamer.job.record.Tariff;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import static org.assertj.core.api.Assertions.assertThat;

class RatingTest {

    @ParameterizedTest
    @CsvSource({
        "13800, 8531, 0.25, 0.00558275",
        "0, 0, 0.25, 0",
        "1000000, 0, 1, 1",
        "1, 0, 0.00001, 0",
        "5, 0, 0.00001, 0.0000000001",
        "1, 0, 1, 0.000001",
        "999999999999999, 1, 0.1, 100000000",
        "2500000, 500000, 100, 300",
        "1, 2, 0.12345678, 0.0000003704",
    })
    void dataCostsVolumeTimesRate(long rx, long tx, BigDecimal rate, BigDecimal cost) {
        assertThat(cost(billing(BillingRecord.Service.DATA, rx, tx), tariff(rate, null)))
                .isEqualTo(cost.stripTrailingZeros());
    }

    @Test
    void smsCostsMessagesTimesRate() {
        assertThat(cost(billing(BillingRecord.Service.SMS, 2, 3), tariff(null, new BigDecimal("0.08"))))
                .isEqualTo("0.4");
    }

    @ParameterizedTest
    @CsvSource({"12.30, 12.3", "1E+3, 1E+3", "0.00000000005, 1E-10"})
    void aGivenCostIsTaken(String given, String cost) {
        assertThat(cost(with(Absent.NUMBER, new BigDecimal(given)), tariff(null, null)))
                .isEqualTo(cost);
    }

    @Test
    void theRecordMayNameItsRateZone() {
        Tariff.Ratezone other = new Tariff.Ratezone(9, "Other", new BigDecimal("2"), null, List.of());
        Tariff tariff = new Tariff(64, "T", 1, List.of(Records.EUROPE, other));
        BillingRecord named = with(9, null);
        assertThat(Rating.ratezone(named, tariff, Records.TELEKOM)).isEqualTo(other);
        assertThat(Rating.ratezone(with(Absent.NUMBER, null), tariff, Records.TELEKOM))
                .isEqualTo(Records.EUROPE);
        assertThat(Rating.ratezone(named, Records.TARIFF, Records.TELEKOM)).isNull();
        assertThat(Rating.lackOf(named, Records.TARIFF, Records.TELEKOM))
                .isEqualTo("ratezone_id: no rate zone 9 in tariff 64");
    }

    @Test
    void anOperatorOutsideOfAllRateZonesHasNoRate() {
        BillingRecord record = with(Absent.NUMBER, null);
        Operator stranger = new Operator(77, "Stranger", 74, List.of(), List.of());
        assertThat(Rating.ratezone(record, Records.TARIFF, stranger)).isNull();
        assertThat(Rating.lackOf(record, Records.TARIFF, stranger))
                .isEqualTo("plmn: no rate zone for operator 77 in tariff 64");
    }

    @Test
    void aZoneWithoutTheServicesRateHasNone() {
        Tariff dataOnly = tariff(BigDecimal.ONE, null);
        BillingRecord sms = billing(BillingRecord.Service.SMS, 1, 0);
        assertThat(cost(sms, dataOnly)).isNull();
        assertThat(Rating.lackOf(sms, dataOnly, Records.TELEKOM)).isEqualTo("service: no rate_per_sms in rate zone 83");
        Tariff smsOnly = tariff(null, BigDecimal.ONE);
        BillingRecord data = billing(BillingRecord.Service.DATA, 1, 0);
        assertThat(cost(data, smsOnly)).isNull();
        assertThat(Rating.lackOf(data, smsOnly, Records.TELEKOM)).isEqualTo("service: no rate_per_mb in rate zone 83");
    }

    private static BillingRecord billing(BillingRecord.Service service, long rx, long tx) {
        return Records.billing(1, service, rx, tx);
    }

    private static BillingRecord with(long ratezoneId, @Nullable BigDecimal cost) {
        BillingRecord record = billing(BillingRecord.Service.DATA, 1, 1);
        return new BillingRecord(
                1,
                record.imsi(),
                record.startMillis(),
                record.endMillis(),
                record.service(),
                1,
                1,
                record.plmn(),
                Absent.NUMBER,
                ratezoneId,
                cost,
                Absent.NUMBER,
                null);
    }

    private static Tariff tariff(@Nullable BigDecimal perMb, @Nullable BigDecimal perSms) {
        return new Tariff(64, "T", 1, List.of(new Tariff.Ratezone(83, "Z", perMb, perSms, List.of(4L))));
    }

    private static @Nullable BigDecimal cost(BillingRecord record, Tariff tariff) {
        return Rating.cost(record, Objects.requireNonNull(Rating.ratezone(record, tariff, Records.TELEKOM)));
    }
}
