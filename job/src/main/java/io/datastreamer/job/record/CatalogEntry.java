package io.datastreamer.job.record;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the catalog in its current version. Only the component of its {@link #kind} is set. Each kind has a
 * factory method.
 *
 * @param kind which of them
 */
public record CatalogEntry(
        Kind kind,
        @Nullable Country country,
        @Nullable Operator operator,
        @Nullable Organisation organisation,
        @Nullable Currency currency,
        @Nullable Tariff tariff,
        @Nullable TrafficType trafficType) {

    /** The kinds of entries. The codes are part of the stored format. */
    public enum Kind {
        COUNTRY(0),
        OPERATOR(1),
        ORGANISATION(2),
        CURRENCY(3),
        TARIFF(4),
        TRAFFIC_TYPE(5);

        // the index is the code; values() would copy the array at each call
        private static final Kind[] BY_CODE = values();

        private final int code;

        Kind(int code) {
            this.code = code;
        }

        int code() {
            return code;
        }

        static Kind ofCode(int code) {
            if (code < 0 || code >= BY_CODE.length) {
                throw new IllegalArgumentException("no kind of catalog entry has the code " + code);
            }
            return BY_CODE[code];
        }
    }

    public static CatalogEntry of(Country country) {
        return new CatalogEntry(Kind.COUNTRY, country, null, null, null, null, null);
    }

    public static CatalogEntry of(Operator operator) {
        return new CatalogEntry(Kind.OPERATOR, null, operator, null, null, null, null);
    }

    public static CatalogEntry of(Organisation organisation) {
        return new CatalogEntry(Kind.ORGANISATION, null, null, organisation, null, null, null);
    }

    public static CatalogEntry of(Currency currency) {
        return new CatalogEntry(Kind.CURRENCY, null, null, null, currency, null, null);
    }

    public static CatalogEntry of(Tariff tariff) {
        return new CatalogEntry(Kind.TARIFF, null, null, null, null, tariff, null);
    }

    public static CatalogEntry of(TrafficType trafficType) {
        return new CatalogEntry(Kind.TRAFFIC_TYPE, null, null, null, null, null, trafficType);
    }

    /** The entry's name, unique in the catalog: a later entry of the same name replaces it. */
    public String name() {
        return kind + ":" + id();
    }

    private long id() {
        return switch (kind) {
            case COUNTRY -> asCountry().id();
            case OPERATOR -> asOperator().id();
            case ORGANISATION -> asOrganisation().id();
            case CURRENCY -> asCurrency().id();
            case TARIFF -> asTariff().id();
            case TRAFFIC_TYPE -> asTrafficType().id();
        };
    }

    public Country asCountry() {
        return Objects.requireNonNull(country, "not a country");
    }

    public Operator asOperator() {
        return Objects.requireNonNull(operator, "not an operator");
    }

    public Organisation asOrganisation() {
        return Objects.requireNonNull(organisation, "not an organisation");
    }

    public Currency asCurrency() {
        return Objects.requireNonNull(currency, "not a currency");
    }

    public Tariff asTariff() {
        return Objects.requireNonNull(tariff, "not a tariff");
    }

    public TrafficType asTrafficType() {
        return Objects.requireNonNull(trafficType, "not a traffic type");
    }
}
