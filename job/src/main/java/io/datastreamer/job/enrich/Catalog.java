package io.datastreamer.job.enrich;

import io.datastreamer.job.record.BillingRecord;
import io.datastreamer.job.record.CatalogEntry;
import io.datastreamer.job.record.Country;
import io.datastreamer.job.record.Currency;
import io.datastreamer.job.record.Operator;
import io.datastreamer.job.record.Organisation;
import io.datastreamer.job.record.Plmn;
import io.datastreamer.job.record.Tariff;
import io.datastreamer.job.record.TrafficType;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The catalog's entries, found by what records say. Entries may come and change in any order: an operator is found as
 * soon as its country is there too. Where two entries claim the same PLMN, code or name, the one with the lower id has
 * it.
 */
public final class Catalog {
    private final Map<Long, Country> countries = new HashMap<>();
    private final Map<Long, Operator> operators = new HashMap<>();
    private final Map<Long, Organisation> organisations = new HashMap<>();
    private final Map<Long, Currency> currencies = new HashMap<>();
    private final Map<Long, Tariff> tariffs = new HashMap<>();
    private final Map<Long, TrafficType> trafficTypes = new HashMap<>();

    // follow from the above: built anew after changes, as these maps are small and changes come in lists
    private final Map<Integer, Operator> operatorsByPlmn = new HashMap<>();
    private final Map<String, Currency> currenciesByCode = new HashMap<>();
    private final Map<String, TrafficType> trafficTypesByName = new HashMap<>();

    /** Puts entries in, each in place of an earlier one of its kind and id. */
    public void put(Iterable<CatalogEntry> entries) {
        Set<CatalogEntry.Kind> changed = EnumSet.noneOf(CatalogEntry.Kind.class);
        for (CatalogEntry entry : entries) {
            changed.add(entry.kind());
            switch (entry.kind()) {
                case COUNTRY -> countries.put(entry.asCountry().id(), entry.asCountry());
                case OPERATOR -> operators.put(entry.asOperator().id(), entry.asOperator());
                case ORGANISATION -> organisations.put(entry.asOrganisation().id(), entry.asOrganisation());
                case CURRENCY -> currencies.put(entry.asCurrency().id(), entry.asCurrency());
                case TARIFF -> tariffs.put(entry.asTariff().id(), entry.asTariff());
                case TRAFFIC_TYPE -> trafficTypes.put(entry.asTrafficType().id(), entry.asTrafficType());
            }
        }
        if (changed.contains(CatalogEntry.Kind.COUNTRY) || changed.contains(CatalogEntry.Kind.OPERATOR)) {
            findOperatorsByPlmn();
        }
        if (changed.contains(CatalogEntry.Kind.CURRENCY)) {
            currenciesByCode.clear();
            for (Currency currency : currencies.values()) {
                currenciesByCode.merge(currency.code(), currency, (a, b) -> a.id() < b.id() ? a : b);
            }
        }
        if (changed.contains(CatalogEntry.Kind.TRAFFIC_TYPE)) {
            trafficTypesByName.clear();
            for (TrafficType type : trafficTypes.values()) {
                trafficTypesByName.merge(type.name().toUpperCase(Locale.ROOT), type, (a, b) -> a.id() < b.id() ? a : b);
            }
        }
    }

    private void findOperatorsByPlmn() {
        operatorsByPlmn.clear();
        for (Operator operator : operators.values()) {
            Country country = countries.get(operator.countryId());
            if (country != null) {
                for (Operator.Mnc mnc : operator.mncs()) {
                    int code = new Plmn(country.mcc(), mnc.mnc()).code();
                    operatorsByPlmn.merge(code, operator, (a, b) -> a.id() < b.id() ? a : b);
                }
            }
        }
    }

    @Nullable
    Organisation organisation(long id) {
        return organisations.get(id);
    }

    /** The operator of a PLMN, of which the country is there too. */
    @Nullable
    Operator operator(Plmn plmn) {
        return operatorsByPlmn.get(plmn.code());
    }

    @Nullable
    Country country(long id) {
        return countries.get(id);
    }

    @Nullable
    Tariff tariff(long id) {
        return tariffs.get(id);
    }

    @Nullable
    Currency currency(long id) {
        return currencies.get(id);
    }

    @Nullable
    Currency currencyOfCode(String code) {
        return currenciesByCode.get(code);
    }

    /** The traffic type that has the service's name, regardless of case. */
    @Nullable
    TrafficType trafficType(BillingRecord.Service service) {
        return trafficTypesByName.get(service.name());
    }
}
