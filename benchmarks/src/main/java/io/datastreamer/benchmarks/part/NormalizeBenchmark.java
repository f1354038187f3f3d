package io.datastreamer.benchmarks.part;

import io.datastreamer.contract.Document;
import io.datastreamer.job.normalize.JsonBuffer;
import io.datastreamer.job.normalize.NormalizeFunction;
import io.datastreamer.job.record.Absent;
import io.datastreamer.job.record.BillingRecord;
import io.datastreamer.job.record.Country;
import io.datastreamer.job.record.Currency;
import io.datastreamer.job.record.Enriched;
import io.datastreamer.job.record.EventType;
import io.datastreamer.job.record.KeyedRecord;
import io.datastreamer.job.record.NetworkRecord;
import io.datastreamer.job.record.Operator;
import io.datastreamer.job.record.Organisation;
import io.datastreamer.job.record.Origin;
import io.datastreamer.job.record.PdpContext;
import io.datastreamer.job.record.PdpContextBuilder;
import io.datastreamer.job.record.Plmn;
import io.datastreamer.job.record.Sim;
import io.datastreamer.job.record.Tariff;
import io.datastreamer.job.record.TrafficType;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;

/** Documents a second that one core makes of enriched records: an event of each common size, and usage. */
public class NormalizeBenchmark extends SinglePart {
    private static final String IMSI = "901430123456789";
    private static final Plmn PLMN = new Plmn("262", "02");
    private static final Sim SIM = new Sim(
            IMSI,
            205_672,
            1_482_833_363_000L,
            274_887,
            "8988303001234560001",
            "4915112345678",
            1_482_833_363_000L,
            839_921,
            64,
            new Sim.Endpoint(8_638_726, "GPS Tracker", "100.96.234.249", null, "3577620833012345"),
            false);
    private static final Organisation ORGANISATION = new Organisation(839_921, "Demo Company");
    private static final Country COUNTRY = new Country(74, "Germany", "49", "262", "de");
    private static final Operator OPERATOR = new Operator(
            3, "Telekom", 74, List.of(new Operator.Mnc(3, "02")), List.of(new Operator.Tapcode(2, "DEUD2")));
    private static final Tariff TARIFF = new Tariff(
            64,
            "Global Pro I",
            1,
            List.of(new Tariff.Ratezone(
                    83, "Europe_I", new BigDecimal("0.25"), new BigDecimal("0.08"), List.of(3L, 4L))));
    private static final PdpContext CONTEXT = new PdpContextBuilder()
            .pdpContextId("162094787")
            .tunnelCreatedMillis(1_512_971_369_000L)
            .gtpVersion("1")
            .ggsnControlPlaneIpAddress("192.0.2.10")
            .ggsnDataPlaneIpAddress("192.0.2.50")
            .sgsnControlPlaneIpAddress("198.51.100.40")
            .sgsnDataPlaneIpAddress("198.51.100.30")
            .region("eu-west-1")
            .nsapi(6)
            .ueIpAddress("100.105.197.20")
            .imeisv("8988303001234567")
            .mcc("310")
            .mnc("260")
            .lac(40_484)
            .sac(61_142)
            .ratType(1)
            .txTeidControlPlane(2_667_756_875L)
            .txTeidDataPlane(3_095_978)
            .rxTeid(2_720_724)
            .imsi(IMSI)
            .build();

    private final JsonBuffer json = new JsonBuffer();
    private final Enriched location = event(EventType.UPDATE_LOCATION, "491720013000", null);
    private final Enriched pdpContextEnd = event(EventType.DELETE_PDP_CONTEXT, null, CONTEXT);
    private final Enriched usage = usageRecord();

    /** A location event. */
    @Benchmark
    public Document updateLocation() {
        return NormalizeFunction.normalize(location, json);
    }

    /** The end of a PDP context with its volume. */
    @Benchmark
    public Document deletePdpContext() {
        return NormalizeFunction.normalize(pdpContextEnd, json);
    }

    /** Usage, rated, with its supplement. */
    @Benchmark
    public Document usage() {
        return NormalizeFunction.normalize(usage, json);
    }

    private static Enriched event(EventType type, @Nullable String vlr, @Nullable PdpContext context) {
        NetworkRecord record = new NetworkRecord(
                201_370_701,
                1_509_002_880_000L,
                type,
                IMSI,
                Absent.NUMBER,
                PLMN,
                vlr,
                null,
                null,
                context,
                context == null ? Absent.NUMBER : 12_671,
                context == null ? Absent.NUMBER : 11_480,
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
        return new Enriched(
                KeyedRecord.network(record, origin()),
                SIM,
                ORGANISATION,
                OPERATOR,
                COUNTRY,
                null,
                null,
                null,
                null,
                null);
    }

    private static Enriched usageRecord() {
        BillingRecord record = new BillingRecord(
                174_321_498,
                IMSI,
                1_489_957_593_000L,
                1_489_958_483_000L,
                BillingRecord.Service.DATA,
                13_800,
                8_531,
                PLMN,
                Absent.NUMBER,
                Absent.NUMBER,
                null,
                Absent.NUMBER,
                null);
        return new Enriched(
                KeyedRecord.billing(record, origin()),
                SIM,
                ORGANISATION,
                OPERATOR,
                COUNTRY,
                TARIFF,
                TARIFF.ratezones().get(0),
                new BigDecimal("0.00558275"),
                new Currency(1, "EUR", "€"),
                new TrafficType(5, "Data"));
    }

    private static Origin origin() {
        return new Origin("network-records-0", 17, 1_600_000_000_000L, new byte[0]);
    }
}
