package io.datastreamer.job.normalize;

import io.datastreamer.job.record.Absent;
import io.datastreamer.job.record.BillingRecord;
import io.datastreamer.job.record.Operator;
import io.datastreamer.job.record.Records;
import io.datastreamer.job.record.Tariff;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class UsageDocumentTest {

    @ParameterizedTest
    @CsvSource({
        "13800, 8531, 0.25, 0.00558275, 0.0138, 0.008531, 0.022331",
        "0, 0, 0.25, 0, 0, 0, 0",
        "1000000, 0, 1, 1, 1, 0, 1",
        "1, 0, 0.00001, 0.0000000000, 0.000001, 0, 0.000001",
        "5, 0, 0.00001, 0.0000000001, 0.000005, 0, 0.000005",
        "1, 0, 1, 0.000001, 0.000001, 0, 0.000001",
        "999999999999999, 1, 0.1, 100000000, 999999999.999999, 0.000001, 1000000000",
        "2500000, 500000, 100, 300, 2.5, 0.5, 3",
        "1, 2, 0.12345678, 0.0000003704, 0.000001, 0.000002, 0.000003",
    })
    void dataCostsVolumeTimesRate(
            long rx, long tx, BigDecimal rate, BigDecimal cost, String rxMb, String txMb, String totalMb)
            throws Exception {
        String json = usage(Records.billing(1, BillingRecord.Service.DATA, rx, tx), tariff(rate, null));
        assertThat(json).startsWith("{\"cost\":" + cost.stripTrailingZeros().toPlainString() + ",");
        assertThat(json).contains("\"volume\":{\"rx\":" + rxMb + ",\"tx\":" + txMb + ",\"total\":" + totalMb + "}");
    }

    @Test
    void smsCostsMessagesTimesRate() throws Exception {
        String json = usage(Records.billing(1, BillingRecord.Service.SMS, 2, 3), tariff(null, new BigDecimal("0.08")));
        assertThat(json).startsWith("{\"cost\":0.4,").contains("\"volume\":{\"rx\":2,\"tx\":3,\"total\":5}");
        assertThat(json).contains("\"traffic_type\":{\"id\":6,\"name\":\"SMS\"}");
    }

    @Test
    void aGivenCostIsTaken() throws Exception {
        assertThat(usage(withCost("12.30"), tariff(null, null))).startsWith("{\"cost\":12.3,");
        assertThat(usage(withCost("1E+3"), tariff(null, null))).startsWith("{\"cost\":1000,");
        assertThat(usage(withCost("0.00000000005"), tariff(null, null))).startsWith("{\"cost\":0.0000000001,");
    }

    @Test
    void theRecordMayNameItsRateZone() throws Exception {
        Tariff.Ratezone other = new Tariff.Ratezone(9, "Other", new BigDecimal("2"), null, List.of());
        Tariff tariff = new Tariff(64, "T", 1, List.of(Records.EUROPE, other));
        BillingRecord record = Records.billing(1, BillingRecord.Service.DATA, 1_000_000, 0);
        BillingRecord named = new BillingRecord(
                1,
                record.imsi(),
                record.startMillis(),
                record.endMillis(),
                record.service(),
                record.rx(),
                record.tx(),
                record.plmn(),
                Absent.NUMBER,
                9,
                null,
                Absent.NUMBER,
                null);
        assertThat(usage(named, tariff)).startsWith("{\"cost\":2,").contains("\"ratezone\":{\"id\":9,");
        assertThat(usage(record, tariff)).startsWith("{\"cost\":0.25,");
        assertThatThrownBy(() -> usage(named, Records.TARIFF))
                .isInstanceOf(NoRate.class)
                .hasMessage("ratezone_id: no rate zone 9 in tariff 64");
    }

    @Test
    void anOperatorOutsideOfAllRateZonesHasNoRate() {
        BillingRecord record = Records.billing(1, BillingRecord.Service.DATA, 1, 0);
        Operator stranger = new Operator(77, "Stranger", 74, List.of(), List.of());
        assertThatThrownBy(() -> Rating.ratezone(record, Records.TARIFF, stranger))
                .isInstanceOf(NoRate.class)
                .hasMessage("plmn: no rate zone for operator 77 in tariff 64");
    }

    @Test
    void aZoneWithoutTheServicesRateHasNone() {
        assertThatThrownBy(
                        () -> usage(Records.billing(1, BillingRecord.Service.SMS, 1, 0), tariff(BigDecimal.ONE, null)))
                .isInstanceOf(NoRate.class)
                .hasMessage("service: no rate_per_sms in rate zone 83");
    }

    private static BillingRecord withCost(String cost) {
        BillingRecord record = Records.billing(1, BillingRecord.Service.DATA, 1, 1);
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
                Absent.NUMBER,
                new BigDecimal(cost),
                Absent.NUMBER,
                null);
    }

    private static Tariff tariff(@Nullable BigDecimal perMb, @Nullable BigDecimal perSms) {
        return new Tariff(64, "T", 1, List.of(new Tariff.Ratezone(83, "Z", perMb, perSms, List.of(4L))));
    }

    private static String usage(BillingRecord record, Tariff tariff) throws NoRate {
        return new String(
                UsageDocument.of(Records.enriched(record, tariff), new JsonBuffer())
                        .json(),
                UTF_8);
    }
}
