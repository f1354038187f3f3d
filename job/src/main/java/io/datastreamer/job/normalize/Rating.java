package io.datastreamer.job.normalize;

import io.datastreamer.job.record.Absent;
import io.datastreamer.job.record.BillingRecord;
import io.datastreamer.job.record.Operator;
import io.datastreamer.job.record.Tariff;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * What a billing record costs (data contract, section 2): the total volume times the rate of the visited operator's rate
 * zone, in exact decimals.
 */
final class Rating {
    private static final int MB_SCALE = 6;
    private static final int COST_DECIMALS = 10;

    private Rating() {}

    /**
     * The zone whose rates apply: the one the record names, else the first that has the visited operator.
     *
     * @throws NoRate when the tariff has none such
     */
    static Tariff.Ratezone ratezone(BillingRecord record, Tariff tariff, Operator operator) throws NoRate {
        boolean isNamed = record.ratezoneId() != Absent.NUMBER;
        for (Tariff.Ratezone ratezone : tariff.ratezones()) {
            if (isNamed
                    ? ratezone.id() == record.ratezoneId()
                    : ratezone.operatorIds().contains(operator.id())) {
                return ratezone;
            }
        }
        throw new NoRate(
                isNamed
                        ? "ratezone_id: no rate zone " + record.ratezoneId() + " in tariff " + tariff.id()
                        : "plmn: no rate zone for operator " + operator.id() + " in tariff " + tariff.id());
    }

    /**
     * The cost that the record gives, else the rated one.
     *
     * @return at most 10 decimals, without trailing zeros
     * @throws NoRate when the zone has no rate for the record's service
     */
    static BigDecimal cost(BillingRecord record, Tariff.Ratezone ratezone) throws NoRate {
        BigDecimal cost = record.cost();
        if (cost == null) {
            long total = record.rx() + record.tx();
            cost = switch (record.service()) {
                case DATA ->
                    BigDecimal.valueOf(total, MB_SCALE).multiply(rate(ratezone.ratePerMb(), "rate_per_mb", ratezone));
                case SMS -> BigDecimal.valueOf(total).multiply(rate(ratezone.ratePerSms(), "rate_per_sms", ratezone));
            };
        }
        if (cost.scale() > COST_DECIMALS) {
            cost = cost.setScale(COST_DECIMALS, RoundingMode.HALF_UP);
        }
        return cost.stripTrailingZeros();
    }

    private static BigDecimal rate(@Nullable BigDecimal rate, String member, Tariff.Ratezone ratezone) throws NoRate {
        if (rate == null) {
            throw new NoRate("service: no " + member + " in rate zone " + ratezone.id());
        }
        return rate;
    }
}
