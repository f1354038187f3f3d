package io.datastreamer.job.record;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What usage costs: rates for zones of operators.
 *
 * @param currencyId the currency of its rates
 */
public record Tariff(long id, String name, long currencyId, List<Ratezone> ratezones) {

    /**
     * Operators with the same rates.
     *
     * @param ratePerMb for 10^6 bytes; null if the zone has no data
     * @param ratePerSms for a message; null if the zone has no SMS
     */
    public record Ratezone(
            long id,
            String name,
            @Nullable BigDecimal ratePerMb,
            @Nullable BigDecimal ratePerSms,
            List<Long> operatorIds) {}
}
