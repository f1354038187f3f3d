package io.datastreamer.job.record;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A record with everything else that its document needs.
 *
 * @param record a network or billing record
 * @param sim the SIM; null if the record is about none
 * @param organisation whose document it becomes
 * @param operator the visited operator; null if the record names no PLMN
 * @param country the operator's; null if there is no operator
 * @param tariff of a billing record, else null
 * @param ratezone of the tariff, whose rates apply to a billing record; else null
 * @param cost of a billing record, at most 10 decimals without trailing zeros; else null
 * @param currency of a billing record's cost, else null
 * @param trafficType of a billing record, else null
 */
public record Enriched(
        KeyedRecord record,
        @Nullable Sim sim,
        Organisation organisation,
        @Nullable Operator operator,
        @Nullable Country country,
        @Nullable Tariff tariff,
        Tariff.@Nullable Ratezone ratezone,
        @Nullable BigDecimal cost,
        @Nullable Currency currency,
        @Nullable TrafficType trafficType) {}
