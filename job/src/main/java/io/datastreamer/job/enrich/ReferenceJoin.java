package io.datastreamer.job.enrich;

import io.datastreamer.job.record.Absent;
import io.datastreamer.job.record.BillingRecord;
import io.datastreamer.job.record.Country;
import io.datastreamer.job.record.Currency;
import io.datastreamer.job.record.Enriched;
import io.datastreamer.job.record.KeyedRecord;
import io.datastreamer.job.record.Operator;
import io.datastreamer.job.record.Organisation;
import io.datastreamer.job.record.Plmn;
import io.datastreamer.job.record.Sim;
import io.datastreamer.job.record.Tariff;
import io.datastreamer.job.record.TrafficType;
import io.datastreamer.job.reject.Reason;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Joins a record with its SIM and the catalog and rates usage, or tells what it lacks. Whatever can be wrong with a
 * record is found here, before it is remembered: the stages behind have no reason to reject one. */
public final class ReferenceJoin {
    private final Catalog catalog;
    private final Duration deletedSimKept;

    /** Joins with a catalog; a deleted SIM serves late records for a while. */
    public ReferenceJoin(Catalog catalog, Duration deletedSimKept) {
        this.catalog = catalog;
        this.deletedSimKept = deletedSimKept;
    }

    /** The record with its reference data; null when it lacks something, which {@link #lackOf} tells. */
    @Nullable
    public Enriched join(KeyedRecord record, Subscriber subscriber, long nowMillis) {
        Sim sim = subscriber.sim();
        if (record.isAboutSim() && (sim == null || isGone(subscriber, nowMillis))) {
            return null;
        }
        Organisation organisation = catalog.organisation(organisationId(record, sim));
        if (organisation == null) {
            return null;
        }
        Plmn plmn = plmn(record);
        Operator operator = plmn == null ? null : catalog.operator(plmn);
        Country country = operator == null ? null : catalog.country(operator.countryId());
        if (plmn != null && country == null) {
            return null;
        }
        if (record.type() != KeyedRecord.Type.BILLING) {
            return new Enriched(record, sim, organisation, operator, country, null, null, null, null, null);
        }
        BillingRecord billing = record.asBilling();
        Tariff tariff = catalog.tariff(tariffId(billing, sim));
        Currency currency = tariff == null ? null : currency(billing, tariff);
        TrafficType trafficType = catalog.trafficType(billing.service());
        if (tariff == null || currency == null || trafficType == null) {
            return null;
        }
        Tariff.Ratezone ratezone = Rating.ratezone(billing, tariff, Objects.requireNonNull(operator));
        BigDecimal cost = ratezone == null ? null : Rating.cost(billing, ratezone);
        if (cost == null) {
            return null;
        }
        return new Enriched(
                record, sim, organisation, operator, country, tariff, ratezone, cost, currency, trafficType);
    }

    /** What a record lacks that {@link #join} returned null for: the first of it. */
    public Lack lackOf(KeyedRecord record, Subscriber subscriber, long nowMillis) {
        Sim sim = subscriber.sim();
        if (record.isAboutSim()) {
            if (sim == null) {
                return Lack.of(Reason.NO_SIM, "imsi: no SIM with IMSI " + record.key() + " in the registry");
            }
            if (isGone(subscriber, nowMillis)) {
                return new Lack(
                        Reason.SIM_DELETED,
                        "imsi: the SIM with IMSI " + record.key() + " was deleted at "
                                + Instant.ofEpochMilli(subscriber.deletedAtMillis()) + ", more than "
                                + deletedSimKept.toDays() + " days ago",
                        true);
            }
        }
        long organisationId = organisationId(record, sim);
        if (catalog.organisation(organisationId) == null) {
            return lackOfEntry("organisation_id: no organisation " + organisationId);
        }
        Plmn plmn = plmn(record);
        if (plmn != null && catalog.operator(plmn) == null) {
            return lackOfEntry("plmn: no operator for PLMN " + plmn);
        }
        return lackOf(record.asBilling(), sim);
    }

    private Lack lackOf(BillingRecord billing, @Nullable Sim sim) {
        long tariffId = tariffId(billing, sim);
        if (tariffId == Absent.NUMBER) {
            return lackOfEntry("tariff_id: is missing, the SIM has none either: no tariff");
        }
        Tariff tariff = catalog.tariff(tariffId);
        if (tariff == null) {
            return lackOfEntry("tariff_id: no tariff " + tariffId);
        }
        if (currency(billing, tariff) == null) {
            return lackOfEntry("currency: no currency " + currencyName(billing, tariff));
        }
        if (catalog.trafficType(billing.service()) == null) {
            return lackOfEntry("service: no traffic type " + billing.service());
        }
        Operator operator = Objects.requireNonNull(catalog.operator(billing.plmn()));
        return new Lack(Reason.NO_RATE, Rating.lackOf(billing, tariff, operator), true);
    }

    private static Lack lackOfEntry(String text) {
        return Lack.of(Reason.NO_CATALOG_ENTRY, text + " in the catalog");
    }

    private boolean isGone(Subscriber subscriber, long nowMillis) {
        return subscriber.wasDeletedBy(nowMillis - deletedSimKept.toMillis());
    }

    private static long organisationId(KeyedRecord record, @Nullable Sim sim) {
        return sim == null ? record.asNetwork().organisationId() : sim.organisationId();
    }

    private static @Nullable Plmn plmn(KeyedRecord record) {
        return record.type() == KeyedRecord.Type.BILLING
                ? record.asBilling().plmn()
                : record.asNetwork().plmn();
    }

    private static long tariffId(BillingRecord billing, @Nullable Sim sim) {
        return billing.tariffId() != Absent.NUMBER || sim == null ? billing.tariffId() : sim.tariffId();
    }

    private @Nullable Currency currency(BillingRecord billing, Tariff tariff) {
        if (billing.currencyCode() != null) {
            return catalog.currencyOfCode(billing.currencyCode());
        }
        return catalog.currency(billing.currencyId() == Absent.NUMBER ? tariff.currencyId() : billing.currencyId());
    }

    private static String currencyName(BillingRecord billing, Tariff tariff) {
        if (billing.currencyCode() != null) {
            return billing.currencyCode();
        }
        return Long.toString(billing.currencyId() == Absent.NUMBER ? tariff.currencyId() : billing.currencyId());
    }
}
