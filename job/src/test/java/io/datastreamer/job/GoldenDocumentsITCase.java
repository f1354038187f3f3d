package io.datastreamer.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.datastreamer.connectors.form.Form;
import io.datastreamer.connectors.spi.Batch;
import io.datastreamer.contract.Document;
import io.datastreamer.contract.Filters;
import io.datastreamer.contract.Iccids;
import io.datastreamer.contract.RecordKind;
import io.datastreamer.contract.Severity;
import io.datastreamer.job.deliver.journal.DocumentFilter;
import io.datastreamer.job.metrics.JobMetric;
import io.datastreamer.job.record.EventType;
import io.datastreamer.job.uid.Uids;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs raw records through all stages, and compares the documents: the product document's samples, every event type and
 * usage case.
 */
class GoldenDocumentsITCase {
    private static RecordPath.Result result;

    @BeforeAll
    static void run() throws Exception {
        result = new RecordPath(2)
                .run(
                        GoldenFiles.networkRecords(),
                        GoldenFiles.billingRecords(),
                        GoldenFiles.sims(),
                        GoldenFiles.catalog());
    }

    @ParameterizedTest
    @CsvSource({
        "201370701, event_update_location.json",
        "201370702, event_delete_pdp_context.json",
        "201388127, event_user_authentication_failed.json",
        "174321498, usage_data.json",
    })
    void samplesComeOutByteForByte(long id, String sample) {
        assertThat(new String(document(id).json(), UTF_8)).isEqualTo(Lines.compact(Lines.text("/golden/" + sample)));
    }

    static List<Arguments> events() {
        return arguments(GoldenFiles.events());
    }

    static List<Arguments> usage() {
        return arguments(GoldenFiles.usage());
    }

    private static List<Arguments> arguments(Map<String, String> files) {
        return files.entrySet().stream()
                .map(file -> Arguments.of(file.getKey(), file.getValue()))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("events")
    void eventComesOutByteForByte(String file, String expected) {
        assertThat(json(StrictDocument.event(expected.getBytes(UTF_8))))
                .as(file)
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("usage")
    void usageComesOutByteForByte(String file, String expected) {
        assertThat(json(StrictDocument.usage(expected.getBytes(UTF_8))))
                .as(file)
                .isEqualTo(expected);
    }

    static List<Arguments> secondForms() {
        return Stream.concat(
                        arguments(GoldenFiles.secondEvents()).stream(), arguments(GoldenFiles.secondUsage()).stream())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("secondForms")
    void secondFormIsMadeOfWhatTheJournalKeeps(String file, String expected) {
        boolean isEvent = expected.contains("\"event_type\"");
        byte[] json = expected.getBytes(UTF_8);
        long id = isEvent ? StrictDocument.secondEvent(json) : StrictDocument.secondUsage(json);

        assertThat(Sendable.json(Form.V2, document(id))).as(file).isEqualTo(expected);
    }

    static List<Arguments> cloudEvents() {
        return arguments(GoldenFiles.cloudEvents());
    }

    @ParameterizedTest
    @MethodSource("cloudEvents")
    void cloudEventsAreMadeOfTheSame(String file, String expected) {
        JsonNode event = Schemas.tree(expected);
        String id = event.get("id").textValue();

        assertThat(Sendable.json(Form.CLOUDEVENTS, document(Long.parseLong(id.substring("event-".length())))))
                .as(file)
                .isEqualTo(expected);
    }

    @Test
    void everyDocumentHasASecondForm() {
        assertThat(GoldenFiles.cloudEvents())
                .hasSize(GoldenFiles.events().size() + GoldenFiles.usage().size());
        assertThat(GoldenFiles.secondEvents().keySet())
                .isEqualTo(GoldenFiles.events().keySet());
        assertThat(GoldenFiles.secondUsage().keySet())
                .isEqualTo(GoldenFiles.usage().keySet());
    }

    // they arrived long ago
    @Test
    void documentsThatAreOlderThanTheHistoryAreCounted() {
        assertThat(result.metric(Uids.NORMALIZE, JobMetric.EXPIRED_ON_ENTRY.key()))
                .isEqualTo(result.documents().size());
    }

    @Test
    void everyEventTypeIsThere() {
        assertThat(result.documents())
                .filteredOn(document -> document.kind() == RecordKind.EVENT)
                .extracting(Document::eventType)
                .contains(Arrays.stream(EventType.values()).map(EventType::id).toArray(Integer[]::new));
    }

    @Test
    void nothingElseComesOutAndNothingIsRejected() {
        assertThat(result.rejected()).isEmpty();
        assertThat(result.documents())
                .hasSize(GoldenFiles.events().size() + GoldenFiles.usage().size());
    }

    @Test
    void documentsSayWhatDeliveryNeeds() {
        Document event = document(201370701);
        assertThat(event.organisationId()).isEqualTo(839921);
        assertThat(event.kind()).isEqualTo(RecordKind.EVENT);
        assertThat(event.eventType()).isEqualTo(1);
        assertThat(event.simKey()).isEqualTo("8988303001234560001");
        assertThat(event.sourceTimestamp()).isEqualTo(Lines.READ_AT);
        assertThat(event.supplement()).isEmpty();
        assertThat(new String(document(5020).supplement(), UTF_8))
                .isEqualTo("{\"tac\":16777215,\"eci\":null,\"nci\":68719476735}");
        assertThat(document(201388127).simKey()).isEmpty();
        Document usage = document(174321498);
        assertThat(usage.kind()).isEqualTo(RecordKind.USAGE);
        assertThat(usage.eventType()).isEqualTo(Document.NO_EVENT_TYPE);
        assertThat(new String(usage.supplement(), UTF_8))
                .isEqualTo("{\"endpoint_name\":\"Meter 7\",\"endpoint_ip_address\":\"10.1.2.3\","
                        + "\"endpoint_tags\":\"meter,north\",\"endpoint_imei\":\"357762083301999\","
                        + "\"msisdn\":\"4915112345678\",\"sim_production_date\":\"2017-01-01 00:00:00\","
                        + "\"operator_mncs\":[\"01\",\"06\"],\"country_mcc\":\"262\",\"imsi_id\":401123,\"operator_mnc\":\"01\","
                        + "\"country_iso_code\":\"de\"}");
    }

    @Test
    void filtersGoByWhatDocumentsSay() throws IOException {
        for (Document document : result.documents()) {
            byte[] both =
                    (new String(document.json(), UTF_8) + new String(document.supplement(), UTF_8)).getBytes(UTF_8);
            Batch.Item item = new Batch.Item(
                    document.id(),
                    document.eventType(),
                    document.simKey(),
                    both,
                    0,
                    document.json().length,
                    document.json().length,
                    document.supplement().length);
            JsonNode json = tree(document.json());
            boolean isUsage = document.kind() == RecordKind.USAGE;
            JsonNode tags = isUsage ? tree(document.supplement()).path("endpoint_tags") : json.at("/endpoint/tags");
            for (Severity severity : Severity.values()) {
                assertThat(passes(item, document, Filters.NONE.withSeverities(Set.of(severity))))
                        .isEqualTo(isUsage || json.at("/event_severity/id").intValue() == severity.id());
            }
            assertThat(passes(item, document, Filters.NONE.withAlert(true)))
                    .isEqualTo(isUsage || json.get("alert").booleanValue());
            assertThat(passes(item, document, Filters.NONE.withTags(Set.of("north"))))
                    .isEqualTo("meter,north".equals(tags.textValue()));
            String iccid = json.at("/sim/iccid").asText("0000000000000000000");
            assertThat(passes(item, document, Filters.NONE.withIccids(Iccids.of(Set.of(iccid)))))
                    .isEqualTo(json.has("sim"));
            JsonNode country = isUsage ? json.at("/operator/country/name") : json.at("/detail/country/name");
            assertThat(passes(item, document, Filters.NONE.withCountries(Set.of("de"))))
                    .isEqualTo("Germany".equals(country.textValue()));
        }
        assertThat(Arrays.stream(Severity.values()).map(each -> each.name() + each.id()))
                .containsExactlyElementsOf(Arrays.stream(Severity.values())
                        .map(each -> each.name() + each.id())
                        .toList());
    }

    private static JsonNode tree(byte[] json) throws IOException {
        return new ObjectMapper().readTree(json);
    }

    private static boolean passes(Batch.Item item, Document document, Filters filters) {
        return DocumentFilter.of(document.kind(), filters).passes(item);
    }

    private static Document document(long id) {
        return result.documents().stream()
                .filter(document -> document.id() == id)
                .findFirst()
                .orElseThrow();
    }

    private static String json(long id) {
        return new String(document(id).json(), UTF_8);
    }
}
