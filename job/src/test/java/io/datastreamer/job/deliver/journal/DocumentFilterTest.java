package io.datastreamer.job.deliver.journal;

import io.datastreamer.connectors.spi.Batch;
import io.datastreamer.contract.Document;
import io.datastreamer.contract.Filters;
import io.datastreamer.contract.Iccids;
import io.datastreamer.contract.RecordKind;
import io.datastreamer.contract.Severity;
import io.datastreamer.job.deliver.frame.FrameWriter;
import io.datastreamer.job.deliver.frame.RawFrame;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** Tests filters by the content of documents; {@code GoldenDocumentsITCase} does so with real documents. */
class DocumentFilterTest {
    private static final String SIM = "8988303001234560001";
    /** A description may contain anything, here text that looks like the members that filters look at. */
    private static final String EVENT = """
            {"id":1,"alert":true,"description":"\\"alert\\":false,\\"event_severity\\":{\\"id\\":0,\\"tags\\":\\"x\\"",\
            "event_severity":{"id":1,"description":"Warn"},"endpoint":{"id":1,"name":"\\"tags\\":\\"north\\"","ip_address":null,\
            "tags":"meter, big \\"blue\\" one ,ü\\\\,","imei":null},"detail":{"id":4,"country":{"iso_code":"De"}}}""";

    private static final String BARE =
            "{\"id\":2,\"alert\":false,\"event_severity\":{\"id\":0},\"endpoint\":{\"tags\":null}}";
    private static final String USAGE = "{\"id\":3,\"operator\":{\"country\":{\"id\":74,\"name\":\"Germany\"}}}";
    private static final String BESIDE =
            "{\"endpoint_name\":\"\\\"endpoint_tags\\\":\\\"x\\\"\",\"endpoint_tags\":\"meter,north\",\"country_iso_code\":\"de\"}";
    private static final String BESIDE_OF_BEFORE = "{\"endpoint_tags\":null,\"country_mcc\":\"262\"}";

    /** Filters both the entry in its frame and the item made from it. */
    private static boolean passes(Filters filters, RecordKind kind, int type, String sim, String json, String beside) {
        FrameWriter writer = new FrameWriter(0, 16);
        byte[] none = {};
        writer.append(Document.of(1, RecordKind.USAGE, Document.NO_EVENT_TYPE, SIM, 8, 5, none, none), 5);
        writer.append(Document.of(1, kind, type, sim, 9, 5, json.getBytes(UTF_8), beside.getBytes(UTF_8)), 5);
        RawFrame.Reader reader = new RawFrame.Reader(writer.raw());
        assertThat(reader.next()).isTrue();
        assertThat(reader.next()).isTrue();
        DocumentFilter filter = DocumentFilter.of(kind, filters);
        boolean passes = filter.passes(reader);
        Batch.Item item = reader.item();
        assertThat(filter.passes(item)).isEqualTo(passes);
        return passes;
    }

    private static boolean event(Filters filters) {
        return passes(filters, RecordKind.EVENT, 1, SIM, EVENT, "");
    }

    private static boolean bare(Filters filters) {
        return passes(filters, RecordKind.EVENT, 1, "", BARE, "");
    }

    private static boolean usage(Filters filters) {
        return passes(filters, RecordKind.USAGE, Document.NO_EVENT_TYPE, SIM, USAGE, BESIDE);
    }

    private static boolean oldUsage(Filters filters) {
        return passes(filters, RecordKind.USAGE, Document.NO_EVENT_TYPE, SIM, USAGE, BESIDE_OF_BEFORE);
    }

    @Test
    void nothingIsFilteredWithoutFilters() {
        assertThat(event(Filters.NONE)).isTrue();
        assertThat(bare(Filters.NONE)).isTrue();
        assertThat(usage(Filters.NONE)).isTrue();
    }

    @Test
    void severityAndAlertAreAboutEvents() {
        Filters warnings = Filters.NONE.withSeverities(Set.of(Severity.WARN, Severity.CRITICAL));
        assertThat(event(warnings)).isTrue();
        assertThat(bare(warnings)).isFalse();
        assertThat(usage(warnings)).isTrue();
        assertThat(event(Filters.NONE.withSeverities(Set.of(Severity.INFO)))).isFalse();
        assertThat(event(Filters.NONE.withSeverities(Set.of()))).isFalse();
        assertThat(event(Filters.NONE.withAlert(true))).isTrue();
        assertThat(event(Filters.NONE.withAlert(false))).isFalse();
        assertThat(bare(Filters.NONE.withAlert(true))).isFalse();
        assertThat(bare(Filters.NONE.withAlert(false))).isTrue();
        assertThat(usage(Filters.NONE.withAlert(true))).isTrue();
        assertThat(usage(Filters.NONE.withEventTypes(Set.of()))).isTrue();
    }

    @Test
    void aTagIsOneOfTheEndpoints() {
        for (String there : List.of("meter", "big \"blue\" one", "ü\\")) {
            assertThat(event(Filters.NONE.withTags(Set.of("other", there))))
                    .as(there)
                    .isTrue();
        }
        for (String other : List.of("north", "x", "Meter", "mete", "meter ", "blue", "big", "ü", "null", "{")) {
            assertThat(event(Filters.NONE.withTags(Set.of(other)))).as(other).isFalse();
        }
        assertThat(bare(Filters.NONE.withTags(Set.of("null", "meter")))).isFalse();
        assertThat(usage(Filters.NONE.withTags(Set.of("north")))).isTrue();
        assertThat(usage(Filters.NONE.withTags(Set.of("x")))).isFalse();
        assertThat(oldUsage(Filters.NONE.withTags(Set.of("north")))).isFalse();
    }

    @Test
    void aSimIsOneOfTheList() {
        Filters sims = Filters.NONE.withIccids(Iccids.of(List.of(SIM, "8988303001234560009")));
        assertThat(event(sims)).isTrue();
        assertThat(bare(sims)).isFalse();
        assertThat(usage(sims)).isTrue();
        assertThat(event(Filters.NONE.withIccids(Iccids.of(List.of("8988303001234560009")))))
                .isFalse();
        assertThat(event(Filters.NONE.withIccids(Iccids.of(List.of())))).isFalse();
    }

    @Test
    void aCountryIsThatWhereItHappened() {
        assertThat(event(Filters.NONE.withCountries(Set.of("fr", "de")))).isTrue();
        assertThat(event(Filters.NONE.withCountries(Set.of("fr")))).isFalse();
        assertThat(bare(Filters.NONE.withCountries(Set.of("de")))).isFalse();
        assertThat(usage(Filters.NONE.withCountries(Set.of("de")))).isTrue();
        assertThat(usage(Filters.NONE.withCountries(Set.of("fr", "zz")))).isFalse();
        // its country is unknown, and leaving it out would lose it
        assertThat(oldUsage(Filters.NONE.withCountries(Set.of("fr")))).isTrue();
    }

    @Test
    void allConditionsHaveToHold() {
        Filters all = new Filters(
                Set.of(1), Set.of(Severity.WARN), true, Set.of("meter"), Iccids.of(List.of(SIM)), Set.of("de"));
        assertThat(event(all)).isTrue();
        for (Filters one : List.of(
                all.withEventTypes(Set.of(2)),
                all.withSeverities(Set.of(Severity.INFO)),
                all.withAlert(false),
                all.withTags(Set.of("north")),
                all.withIccids(Iccids.of(List.of("8988303001234560009"))),
                all.withCountries(Set.of("fr")))) {
            assertThat(event(one)).as(one.toString()).isFalse();
        }
    }
}
