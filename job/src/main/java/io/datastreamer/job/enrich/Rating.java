package io.datastreamer.job.enrich;

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
     * The zone whose rates apply: the one the record names, else the first that has the visited operator; null when the
     * tariff has none such.
     */
    static Tariff.@Nullable Ratezone ratezone(BillingRecord record, Tariff tariff, Operator operator) {
        for (Tariff.Ratezone ratezone : tariff.ratezones()) {
            if (isNamed(record)
                    ? ratezone.id() == record.ratezoneId()
                    : ratezone.operatorIds().contains(operator.id())) {
                return ratezone;
            }
        }
        return null;
    }

    /**
     * The cost that the record gives, else the rated one; null when the zone has no rate for the record's service.
     *
     * @return at most 10 decimals, without trailing zeros
     */
    static @Nullable BigDecimal cost(BillingRecord record, Tariff.Ratezone ratezone) {
        BigDecimal cost = record.cost() == null ? rated(record, ratezone) : record.cost();
        if (cost == null) {
            return null;
        }
        if (cost.scale() > COST_DECIMALS) {
            cost = cost.setScale(COST_DECIMALS, RoundingMode.HALF_UP);
        }
        return cost.stripTrailingZeros();
    }

    /** What is missing in the tariff where one of the above is null: names the member and its value. */
    static String lackOf(BillingRecord record, Tariff tariff, Operator operator) {
        Tariff.Ratezone ratezone = ratezone(record, tariff, operator);
        if (ratezone != null) {
            String rate = switch (record.service()) {
                case DATA -> "rate_per_mb";
                case SMS -> "rate_per_sms";
            };
            return "service: no " + rate + " in rate zone " + ratezone.id();
        }
        return isNamed(record)
                ? "ratezone_id: no rate zone " + record.ratezoneId() + " in tariff " + tariff.id()
                : "plmn: no rate zone for operator " + operator.id() + " in tariff " + tariff.id();
    }

    private static boolean isNamed(BillingRecord record) {
        return record.ratezoneId() != Absent.NUMBER;
    }

    private static @Nullable BigDecimal rated(BillingRecord record, Tariff.Ratezone ratezone) {
        long total = record.rx() + record.tx();
        return switch (record.service()) {
            case DATA -> times(BigDecimal.valueOf(total, MB_SCALE), ratezone.ratePerMb());
            case SMS -> times(BigDecimal.valueOf(total), ratezone.ratePerSms());
        };
    }

    private static @Nullable BigDecimal times(BigDecimal volume, @Nullable BigDecimal rate) {
        return rate == null ? null : volume.multiply(rate);
    }
}
