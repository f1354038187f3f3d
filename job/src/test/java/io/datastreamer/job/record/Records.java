package io.datastreamer.job.record;

import io.datastreamer.job.Lines;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Values for tests: a small world of one organisation, one SIM and two operators. */
public final class Records {
    public static final String IMSI = "901430123456789";
    public static final long ORGANISATION_ID = 839921;
    public static final Plmn TELEKOM_PLMN = new Plmn("262", "01");
    public static final Plmn SFR_PLMN = new Plmn("208", "10");

    public static final Country GERMANY = new Country(74, "Germany", "49", "262", "de");
    public static final Country FRANCE = new Country(68, "France", "33", "208", "fr");
    public static final Operator TELEKOM = new Operator(
            4,
            "Telekom",
            74,
            List.of(new Operator.Mnc(4, "01"), new Operator.Mnc(5, "06")),
            List.of(new Operator.Tapcode(3, "DEUD1")));
    public static final Operator SFR = new Operator(48, "SFR", 68, List.of(new Operator.Mnc(60, "10")), List.of());
    public static final Organisation ORGANISATION = new Organisation(ORGANISATION_ID, "Demo Company");
    public static final Currency EURO = new Currency(1, "EUR", "€");
    public static final Currency DOLLAR = new Currency(2, "USD", "$");
    public static final TrafficType DATA = new TrafficType(5, "Data");
    public static final TrafficType SMS = new TrafficType(6, "SMS");
    public static final Tariff.Ratezone EUROPE =
            new Tariff.Ratezone(83, "Europe_I", new BigDecimal("0.25"), new BigDecimal("0.08"), List.of(4L));
    public static final Tariff TARIFF = new Tariff(64, "Global Pro I", 1, List.of(EUROPE));

    private Records() {}

    /** All catalog entries that records of this world need. */
    public static List<CatalogEntry> catalog() {
        return List.of(
                CatalogEntry.of(GERMANY),
                CatalogEntry.of(FRANCE),
                CatalogEntry.of(TELEKOM),
                CatalogEntry.of(SFR),
                CatalogEntry.of(ORGANISATION),
                CatalogEntry.of(EURO),
                CatalogEntry.of(DOLLAR),
                CatalogEntry.of(DATA),
                CatalogEntry.of(SMS),
                CatalogEntry.of(TARIFF));
    }

    public static Origin origin(long timestamp) {
        return new Origin("network-records-0", 17, timestamp, new byte[] {'{', '}'});
    }

    public static Sim sim(String imsi, boolean deleted) {
        return new Sim(
                imsi,
                205672,
                1_482_833_363_000L,
                274887,
                "8988303001234560001",
                "4915112345678",
                1_482_833_363_000L,
                ORGANISATION_ID,
                64,
                new Sim.Endpoint(8638726, "GPS Tracker", "100.96.234.249", null, "3577620833012345"),
                deleted);
    }

    public static KeyedRecord simLine(String imsi) {
        return KeyedRecord.sim(sim(imsi, false), origin(Lines.READ_AT));
    }

    /** An event of a type at a place; about no SIM if the IMSI is null. */
    public static NetworkRecord event(long id, EventType type, @Nullable String imsi, @Nullable Plmn plmn) {
        return new NetworkRecord(
                id,
                1_509_002_880_000L,
                type,
                imsi,
                imsi == null ? ORGANISATION_ID : Absent.NUMBER,
                plmn,
                null,
                null,
                null,
                null,
                Absent.NUMBER,
                Absent.NUMBER,
                null,
                null,
                null,
                null,
                Absent.NUMBER,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    /** A location event with its key. */
    public static KeyedRecord location(long id, String imsi, Plmn plmn) {
        return KeyedRecord.network(event(id, EventType.UPDATE_LOCATION, imsi, plmn), origin(Lines.READ_AT));
    }

    /** A billing record without cost, by the SIM's tariff and the visited operator. */
    public static BillingRecord billing(long id, BillingRecord.Service service, long rx, long tx) {
        return new BillingRecord(
                id,
                IMSI,
                1_489_957_593_000L,
                1_489_958_483_000L,
                service,
                rx,
                tx,
                TELEKOM_PLMN,
                Absent.NUMBER,
                Absent.NUMBER,
                null,
                Absent.NUMBER,
                null);
    }

    /** A billing record with its reference data. */
    public static Enriched enriched(BillingRecord record, Tariff.Ratezone ratezone, BigDecimal cost) {
        return new Enriched(
                KeyedRecord.billing(record, origin(Lines.READ_AT)),
                sim(IMSI, false),
                ORGANISATION,
                TELEKOM,
                GERMANY,
                TARIFF,
                ratezone,
                cost,
                EURO,
                record.service() == BillingRecord.Service.DATA ? DATA : SMS);
    }
}
