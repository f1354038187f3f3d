package io.datastreamer.job.enrich;

import io.datastreamer.job.Lines;
import io.datastreamer.job.record.BillingRecord;
import io.datastreamer.job.record.CatalogEntry;
import io.datastreamer.job.record.Country;
import io.datastreamer.job.record.EventType;
import io.datastreamer.job.record.KeyedRecord;
import io.datastreamer.job.record.Operator;
import io.datastreamer.job.record.Organisation;
import io.datastreamer.job.record.Plmn;
import io.datastreamer.job.record.Records;
import io.datastreamer.job.record.Sim;
import io.datastreamer.job.record.Tariff;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import static io.datastreamer.job.record.Records.IMSI;
import static io.datastreamer.job.record.Records.SFR_PLMN;
import static io.datastreamer.job.record.Records.TELEKOM_PLMN;
import static io.datastreamer.job.record.Records.location;
import static io.datastreamer.job.record.Records.simLine;
import static org.assertj.core.api.Assertions.assertThat;

class EnrichOperatorTest {
    private static final EnrichSettings SETTINGS =
            new EnrichSettings(Duration.ofMinutes(10), Duration.ofHours(1), 100, 3, 2, Duration.ofDays(31));

    private EnrichHarness enrich;

    @BeforeEach
    void open() throws Exception {
        enrich = EnrichHarness.open(SETTINGS, Lines.READ_AT);
    }

    @AfterEach
    void close() throws Exception {
        enrich.close();
    }

    @Test
    void recordsMeetTheirSimAndTheCatalog() throws Exception {
        enrich.broadcast(Records.catalog());
        enrich.send(simLine(IMSI), location(1, IMSI, TELEKOM_PLMN));
        assertThat(enrich.takeEnriched()).singleElement().satisfies(enriched -> {
            assertThat(enriched.sim()).isEqualTo(Records.sim(IMSI, false));
            assertThat(enriched.organisation()).isEqualTo(Records.ORGANISATION);
            assertThat(enriched.operator()).isEqualTo(Records.TELEKOM);
            assertThat(enriched.country()).isEqualTo(Records.GERMANY);
            assertThat(enriched.tariff()).isNull();
        });
        assertThat(enrich.timers()).isZero();
    }

    @Test
    void billingRecordsMeetTariffCurrencyAndTrafficType() throws Exception {
        enrich.broadcast(Records.catalog());
        enrich.send(simLine(IMSI), billing(1, BillingRecord.Service.SMS));
        assertThat(enrich.takeEnriched()).singleElement().satisfies(enriched -> {
            assertThat(enriched.tariff()).isEqualTo(Records.TARIFF);
            assertThat(enriched.currency()).isEqualTo(Records.EURO);
            assertThat(enriched.trafficType()).isEqualTo(Records.SMS);
        });
    }

    @Test
    void aSimThatArrivesReleasesWhatWaitsInOrder() throws Exception {
        enrich.broadcast(Records.catalog());
        enrich.send(location(2, IMSI, TELEKOM_PLMN), location(1, IMSI, TELEKOM_PLMN), billing(3));
        assertThat(enrich.emitted()).isEmpty();
        enrich.send(simLine(IMSI));
        assertThat(enrich.emitted()).containsExactly(2L, 1L, 3L);
        assertThat(enrich.timers()).isZero();
        enrich.send(location(4, IMSI, TELEKOM_PLMN));
        assertThat(enrich.emitted()).containsExactly(4L);
        assertThat(enrich.rejected()).isEmpty();
    }

    @Test
    void aCatalogChangeReleasesWhatWaits() throws Exception {
        enrich.send(simLine(IMSI), location(1, IMSI, TELEKOM_PLMN), organisationEvent(2));
        enrich.broadcast(List.of(CatalogEntry.of(Records.TELEKOM), CatalogEntry.of(Records.ORGANISATION)));
        assertThat(enrich.emitted()).containsExactly(2L);
        enrich.broadcast(List.of(CatalogEntry.of(Records.GERMANY)));
        assertThat(enrich.emitted()).containsExactly(1L);
        enrich.pass(SETTINGS.maxWait());
        assertThat(enrich.rejected()).isEmpty();
        assertThat(enrich.timers()).isZero();
    }

    @Test
    void recordsBehindOneThatWaitsWaitToo() throws Exception {
        enrich.broadcast(Records.catalog());
        enrich.send(simLine(IMSI), location(1, IMSI, new Plmn("262", "99")), location(2, IMSI, TELEKOM_PLMN));
        assertThat(enrich.emitted()).isEmpty();
        enrich.pass(SETTINGS.maxWait());
        assertThat(enrich.emitted()).containsExactly(2L);
        assertThat(enrich.rejected())
                .containsExactly("plmn: no operator for PLMN 262/99 in the catalog after waiting for 600 s");
    }

    @Test
    void eachRecordWaitsItsOwnTime() throws Exception {
        enrich.broadcast(Records.catalog());
        enrich.send(location(1, IMSI, TELEKOM_PLMN));
        enrich.pass(Duration.ofMinutes(4));
        enrich.send(location(2, IMSI, TELEKOM_PLMN));
        enrich.snapshot();
        enrich.pass(Duration.ofMinutes(6));
        assertThat(enrich.rejected())
                .containsExactly("imsi: no SIM with IMSI " + IMSI + " in the registry after waiting for 600 s");
        enrich.pass(Duration.ofMinutes(4));
        assertThat(enrich.rejected()).hasSize(1);
        assertThat(enrich.timers()).isZero();
        enrich.pass(SETTINGS.dedupeWindow());
        enrich.send(location(3, "901430000000000", TELEKOM_PLMN));
        enrich.snapshot();
        assertThat(enrich.stateEntries()).as("state of the key that just came").isEqualTo(4);
    }

    @Test
    void whatStillWaitsAtTheEndOfInputIsRejectedWithItsReason() throws Exception {
        enrich.broadcast(List.of(CatalogEntry.of(Records.ORGANISATION)));
        enrich.send(location(1, "901430000000000", TELEKOM_PLMN), simLine(IMSI), location(2, IMSI, SFR_PLMN));
        enrich.endInput();
        assertThat(enrich.emitted()).isEmpty();
        assertThat(enrich.rejected())
                .containsExactlyInAnyOrder(
                        "imsi: no SIM with IMSI 901430000000000 in the registry by the end of the input",
                        "plmn: no operator for PLMN 208/10 in the catalog by the end of the input");
    }

    @Test
    void eachMissingEntryOfTheCatalogIsNamed() {
        List<CatalogEntry> order = List.of(
                CatalogEntry.of(Records.ORGANISATION),
                CatalogEntry.of(Records.GERMANY),
                CatalogEntry.of(Records.TELEKOM),
                CatalogEntry.of(Records.TARIFF),
                CatalogEntry.of(Records.EURO),
                CatalogEntry.of(Records.DATA));
        List<String> reasons = List.of(
                "organisation_id: no organisation 839921 in the catalog",
                "plmn: no operator for PLMN 262/01 in the catalog",
                "plmn: no operator for PLMN 262/01 in the catalog",
                "tariff_id: no tariff 64 in the catalog",
                "currency: no currency 1 in the catalog",
                "service: no traffic type DATA in the catalog");
        Catalog catalog = new Catalog();
        ReferenceJoin join = new ReferenceJoin(catalog, SETTINGS.deletedSimKept());
        Subscriber subscriber = Subscriber.UNKNOWN.withSim(Records.sim(IMSI, false), 0);
        for (int i = 0; i < order.size(); i++) {
            assertThat(join.join(billing(1), subscriber, 0)).isNull();
            assertThat(join.lackOf(billing(1), subscriber, 0).text()).isEqualTo(reasons.get(i));
            catalog.put(List.of(order.get(i)));
        }
        assertThat(join.join(billing(1), subscriber, 0)).isNotNull();
    }

    @Test
    void recordsBeyondTheCapAreRejected() throws Exception {
        for (int id = 1; id <= 4; id++) {
            enrich.send(location(id, IMSI, TELEKOM_PLMN));
        }
        assertThat(enrich.rejected()).containsExactly("record: 3 records of " + IMSI + " wait already");
        enrich.broadcast(Records.catalog());
        enrich.send(simLine(IMSI), location(4, IMSI, TELEKOM_PLMN));
        assertThat(enrich.emitted()).as("the rejected one may come again").containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void aRepeatedRecordIsDroppedWithinTheWindow() throws Exception {
        enrich.broadcast(Records.catalog());
        enrich.send(simLine(IMSI), location(1, IMSI, TELEKOM_PLMN), location(1, IMSI, TELEKOM_PLMN));
        assertThat(enrich.emitted()).containsExactly(1L);
        enrich.send(billing(1));
        assertThat(enrich.emitted()).as("another kind has its own ids").containsExactly(1L);
        enrich.pass(SETTINGS.dedupeWindow().plusMillis(1));
        enrich.send(location(1, IMSI, TELEKOM_PLMN));
        assertThat(enrich.emitted()).containsExactly(1L);
        assertThat(enrich.rejected()).isEmpty();
    }

    @Test
    void aRepeatedRecordIsDroppedWhileTheFirstWaits() throws Exception {
        enrich.broadcast(Records.catalog());
        enrich.send(location(1, IMSI, TELEKOM_PLMN), location(1, IMSI, TELEKOM_PLMN), simLine(IMSI));
        assertThat(enrich.emitted()).containsExactly(1L);
        assertThat(enrich.rejected()).isEmpty();
    }

    @Test
    void aRejectedRecordMayComeAgain() throws Exception {
        enrich.broadcast(Records.catalog());
        enrich.send(location(1, IMSI, TELEKOM_PLMN));
        enrich.pass(SETTINGS.maxWait());
        assertThat(enrich.rejected()).hasSize(1);
        enrich.send(simLine(IMSI), location(1, IMSI, TELEKOM_PLMN));
        assertThat(enrich.emitted()).containsExactly(1L);
    }

    @Test
    void aRecordWithoutARateMayComeAgainWhenItsTariffHasOne() throws Exception {
        enrich.broadcast(Records.catalog());
        Tariff.Ratezone dataOnly =
                new Tariff.Ratezone(83, "Europe_I", new BigDecimal("0.25"), null, Records.EUROPE.operatorIds());
        enrich.broadcast(tariff(dataOnly));
        enrich.send(simLine(IMSI), billing(1, BillingRecord.Service.SMS));
        assertThat(enrich.rejected()).containsExactly("service: no rate_per_sms in rate zone 83");
        enrich.broadcast(List.of(CatalogEntry.of(Records.TARIFF)));
        enrich.send(billing(1, BillingRecord.Service.SMS), billing(1, BillingRecord.Service.SMS));
        assertThat(enrich.takeEnriched()).singleElement().satisfies(enriched -> {
            assertThat(enriched.ratezone()).isEqualTo(Records.EUROPE);
            assertThat(enriched.cost()).isEqualTo("0.24");
        });
        assertThat(enrich.rejected()).isEmpty();
    }

    @Test
    void aRecordThatWaitedAndHasNoRateMayComeAgain() throws Exception {
        enrich.broadcast(Records.catalog());
        enrich.broadcast(tariff());
        enrich.send(billing(1), billing(2), simLine(IMSI));
        assertThat(enrich.rejected())
                .containsExactly(
                        "plmn: no rate zone for operator 4 in tariff 64",
                        "plmn: no rate zone for operator 4 in tariff 64");
        enrich.broadcast(List.of(CatalogEntry.of(Records.TARIFF)));
        enrich.send(billing(2), billing(1), billing(2));
        assertThat(enrich.emitted()).containsExactly(2L, 1L);
    }

    private static List<CatalogEntry> tariff(Tariff.Ratezone... ratezones) {
        return List.of(CatalogEntry.of(new Tariff(64, "Global Pro I", 1, List.of(ratezones))));
    }

    @Test
    void rememberedIdsAreBounded() throws Exception {
        enrich.broadcast(Records.catalog());
        enrich.send(simLine(IMSI));
        for (int id = 1; id <= 300; id++) {
            enrich.send(location(id, IMSI, TELEKOM_PLMN));
        }
        assertThat(enrich.emitted()).hasSize(300);
        for (int id = 201; id <= 300; id++) {
            enrich.send(location(id, IMSI, TELEKOM_PLMN));
        }
        assertThat(enrich.emitted()).as("the last hundred").isEmpty();
        enrich.send(location(1, IMSI, TELEKOM_PLMN));
        assertThat(enrich.emitted()).containsExactly(1L);
    }

    @Test
    void aDeletedSimServesLateRecordsForAWhile() throws Exception {
        enrich.broadcast(Records.catalog());
        enrich.send(simLine(IMSI), KeyedRecord.simDeletion(IMSI, Records.origin(Lines.READ_AT)));
        enrich.pass(Duration.ofDays(31).minusMillis(1));
        enrich.send(location(1, IMSI, TELEKOM_PLMN));
        assertThat(enrich.emitted()).containsExactly(1L);
        enrich.pass(Duration.ofDays(31));
        assertThat(enrich.timers()).isZero();
        enrich.send(location(2, IMSI, TELEKOM_PLMN));
        enrich.pass(SETTINGS.maxWait());
        assertThat(enrich.rejected()).singleElement().asString().contains("no SIM with IMSI " + IMSI);
    }

    @Test
    void recordsOfASimDeletedLongAgoAreRejectedAtOnce() throws Exception {
        enrich.broadcast(Records.catalog());
        long longAgo = Lines.READ_AT - SETTINGS.deletedSimKept().toMillis();
        enrich.send(KeyedRecord.sim(Records.sim(IMSI, true), Records.origin(longAgo)), location(1, IMSI, TELEKOM_PLMN));
        assertThat(enrich.rejected())
                .containsExactly("imsi: the SIM with IMSI " + IMSI
                        + " was deleted at 2020-08-13T12:26:40Z, more than 31 days ago");
        enrich.pass(Duration.ofSeconds(1));
        assertThat(enrich.stateEntries()).as("only the catalog is left").isZero();
    }

    @Test
    void aSimThatComesBackIsNotDeleted() throws Exception {
        enrich.broadcast(Records.catalog());
        enrich.send(simLine(IMSI), KeyedRecord.simDeletion(IMSI, Records.origin(Lines.READ_AT)), simLine(IMSI));
        enrich.pass(Duration.ofDays(32));
        enrich.send(location(1, IMSI, TELEKOM_PLMN));
        assertThat(enrich.emitted()).containsExactly(1L);
    }

    @Test
    void recordsAfterAChangeSeeIt() throws Exception {
        enrich.broadcast(Records.catalog());
        enrich.send(simLine(IMSI), location(1, IMSI, TELEKOM_PLMN));
        Sim sim = Records.sim(IMSI, false);
        Sim moved = new Sim(
                IMSI,
                sim.imsiId(),
                sim.imsiImportMillis(),
                sim.simId(),
                sim.iccid(),
                null,
                sim.productionMillis(),
                7,
                64,
                null,
                false);
        enrich.broadcast(List.of(
                CatalogEntry.of(new Organisation(7, "Other")),
                CatalogEntry.of(new Operator(4, "Magenta", 74, Records.TELEKOM.mncs(), List.of()))));
        enrich.send(KeyedRecord.sim(moved, Records.origin(0)), location(2, IMSI, TELEKOM_PLMN));
        assertThat(enrich.takeEnriched()).last().satisfies(enriched -> {
            assertThat(enriched.organisation().name()).isEqualTo("Other");
            assertThat(enriched.sim()).isEqualTo(moved);
            assertThat(enriched.operator()).isNotNull();
            assertThat(enriched.operator().name()).isEqualTo("Magenta");
        });
    }

    @Test
    void aCountryThatChangesItsMccMovesItsOperators() throws Exception {
        enrich.broadcast(Records.catalog());
        enrich.broadcast(List.of(CatalogEntry.of(new Country(74, "Germany", "49", "263", "de"))));
        enrich.send(simLine(IMSI), location(1, IMSI, new Plmn("263", "01")), location(2, IMSI, TELEKOM_PLMN));
        assertThat(enrich.emitted()).containsExactly(1L);
        enrich.endInput();
        assertThat(enrich.rejected()).hasSize(1);
    }

    private static KeyedRecord organisationEvent(long id) {
        return KeyedRecord.network(
                Records.event(id, EventType.ORGANISATION_BLOCKED, null, null), Records.origin(Lines.READ_AT));
    }

    private static KeyedRecord billing(long id) {
        return billing(id, BillingRecord.Service.DATA);
    }

    private static KeyedRecord billing(long id, BillingRecord.Service service) {
        return KeyedRecord.billing(Records.billing(id, service, 1, 2), Records.origin(Lines.READ_AT));
    }
}
