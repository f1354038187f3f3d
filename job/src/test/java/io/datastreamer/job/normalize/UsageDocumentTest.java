package io.datastreamer.job.normalize;

import io.datastreamer.job.record.BillingRecord;
import io.datastreamer.job.record.Records;
import io.datastreamer.job.record.Tariff;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class UsageDocumentTest {

    @ParameterizedTest
    @CsvSource({
        "13800, 8531, 0.0138, 0.008531, 0.022331",
        "0, 0, 0, 0, 0",
        "1000000, 0, 1, 0, 1",
        "1, 0, 0.000001, 0, 0.000001",
        "999999999999999, 1, 999999999.999999, 0.000001, 1000000000",
        "2500000, 500000, 2.5, 0.5, 3",
    })
    void volumesOfDataAreInMegabytes(long rx, long tx, String rxMb, String txMb, String totalMb) {
        String json = usage(Records.billing(1, BillingRecord.Service.DATA, rx, tx), Records.EUROPE, "1");
        assertThat(json).contains("\"volume\":{\"rx\":" + rxMb + ",\"tx\":" + txMb + ",\"total\":" + totalMb + "}");
    }

    @Test
    void volumesOfSmsAreMessages() {
        String json = usage(Records.billing(1, BillingRecord.Service.SMS, 2, 3), Records.EUROPE, "0.4");
        assertThat(json).startsWith("{\"cost\":0.4,").contains("\"volume\":{\"rx\":2,\"tx\":3,\"total\":5}");
        assertThat(json).contains("\"traffic_type\":{\"id\":6,\"name\":\"SMS\"}");
    }

    @ParameterizedTest
    @CsvSource({"0.00558275, 0.00558275", "1E+3, 1000", "0, 0", "1E-10, 0.0000000001", "1E+8, 100000000"})
    void costsAreWrittenWithoutExponent(String cost, String written) {
        assertThat(usage(Records.billing(1, BillingRecord.Service.DATA, 1, 1), Records.EUROPE, cost))
                .startsWith("{\"cost\":" + written + ",");
    }

    @Test
    void theRateZoneIsTheOneThatItWasRatedBy() {
        Tariff.Ratezone other = new Tariff.Ratezone(9, "Other", new BigDecimal("2"), null, List.of());
        assertThat(usage(Records.billing(1, BillingRecord.Service.DATA, 1, 1), other, "1"))
                .contains("\"ratezone\":{\"id\":9,\"name\":\"Other\"}");
    }

    private static String usage(BillingRecord record, Tariff.Ratezone ratezone, String cost) {
        return new String(
                UsageDocument.of(Records.enriched(record, ratezone, new BigDecimal(cost)), new JsonBuffer())
                        .json(),
                UTF_8);
    }
}
