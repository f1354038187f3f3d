package io.datastreamer.connectors.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.datastreamer.connectors.conformance.Documents;
import io.datastreamer.connectors.settings.SettingsException;
import io.datastreamer.connectors.settings.SettingsReader;
import io.datastreamer.connectors.spi.Batch;
import io.datastreamer.connectors.spi.Limits;
import io.datastreamer.contract.RecordKind;
import io.datastreamer.contract.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FormTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> HOSTILE = List.of(
            "",
            "\\",
            "\"",
            "\\\"",
            "\",\"timestamp\":\"",
            "{\"sim\":{\"iccid\":[",
            "}]}",
            "a\nb\u0000\u2028",
            "é€\uD83D\uDE00",
            "timestamp",
            "2017-10-26T07:28:00.000+0000");

    /** The engine's count must equal what is really held. */
    @ParameterizedTest
    @EnumSource(Form.class)
    void whatABatchTakesInItsFormIsKnownBefore(Form form) {
        Batch batch = Documents.batch(RecordKind.USAGE, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
        Batch formed = form.of(batch);

        assertThat(form.bytes(batch.jsonBytes())).isBetween(formed.jsonBytes() / 2, 2 * formed.jsonBytes());
        // v1 shares the frames of the journal
        boolean sharesBuffers =
                formed.items().get(0).buffer() == batch.items().get(0).buffer();
        assertThat(form.heap(batch.jsonBytes())).isEqualTo(sharesBuffers ? 0 : form.bytes(batch.jsonBytes()));
    }

    @Test
    void theFirstFormIsWhatTheJournalKeeps() {
        Batch batch = Documents.batch(1, 2);

        assertThat(Form.V1.of(batch)).isSameAs(batch);
    }

    @Test
    void documentsOfABatchKeepTheirOrderAndWhatIsKnownOfThem() {
        Batch batch = Documents.batch(RecordKind.USAGE, 17, 4, 9);
        Batch second = Form.V2.of(batch);

        assertThat(second.items()).extracting(Batch.Item::id).containsExactly(17L, 4L, 9L);
        assertThat(second.items())
                .extracting(Batch.Item::simKey)
                .containsExactly(Documents.iccid(17), Documents.iccid(4), Documents.iccid(9));
        assertThat(second.items()).allSatisfy(item -> {
            assertThat(item.supplementLength()).isZero();
            JsonNode usage = read(item);
            assertThat(usage.get("id").longValue()).isEqualTo(item.id());
            assertThat(usage.at("/endpoint/name").textValue()).isEqualTo("Tracker " + item.id());
        });
        assertThat(second.kind()).isEqualTo(RecordKind.USAGE);
        assertThat(second.streamId()).isEqualTo(batch.streamId());
    }

    @Test
    void usageOfAnEarlierVersionHasNullForWhatItDoesNotKnow() {
        JsonNode usage =
                read(Form.V2.of(Documents.batch(RecordKind.USAGE, 1)).items().get(0));

        assertThat(usage.get("imsi_id").isNull()).isTrue();
        // two codes, and it is unknown which one
        assertThat(usage.at("/operator/mnc").isNull()).isTrue();
        assertThat(usage.at("/operator/country/mcc").textValue()).isEqualTo("262");
        assertThat(usage.at("/sim/production_date").textValue()).isEqualTo("2016-12-27T10:09:23Z");
        assertThat(usage.at("/sim/msisdn").textValue()).isEqualTo("882285100000001");
        assertThat(usage.at("/endpoint/tags").textValue()).isEqualTo("a, \"b\"");
        assertThat(usage.at("/endpoint/imei").isNull()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"operator_mncs\":[\"01\"]}|\"01\"",
                "{\"operator_mncs\":[]}|null",
                "{\"operator_mncs\":[\"01\",\"06\"]}|null",
                "{\"operator_mncs\":[\"01\",\"06\"],\"operator_mnc\":\"06\"}|\"06\"",
                "{}|null",
                "''|null",
            })
    void theCodeOfTheNetworkIsTheOneOfTheRecordOrTheOnlyOneOfItsOperator(String supplement, String mnc) {
        JsonNode usage = second(RecordKind.USAGE, Documents.usageJson(1), supplement);

        assertThat(usage.at("/operator/mnc").toString()).isEqualTo(mnc);
    }

    @ParameterizedTest
    @CsvSource({
        "2017-10-26T07:28:00.000+0000, 2017-10-26T07:28:00Z",
        "2017-10-26T07:28:00.250+0000, 2017-10-26T07:28:00.250Z",
        "9999-12-31T23:59:59.999+0000, 9999-12-31T23:59:59.999Z",
        "0001-01-01T00:00:00.001+0000, 0001-01-01T00:00:00.001Z",
    })
    void timesAreThoseOfRfc3339(String first, String expected) {
        JsonNode event = second(RecordKind.EVENT, "{\"id\":1,\"timestamp\":\"" + first + "\"}", "");

        assertThat(event.get("timestamp").textValue()).isEqualTo(expected);
        assertThat(OffsetDateTime.parse(expected).toInstant()).isEqualTo(Instant.parse(expected));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"0\"|0",
                "\"17\"|17",
                "\"9007199254740992\"|9007199254740992",
                "\"9007199254740993\"|\"9007199254740993\"",
                "\"9223372036854775807\"|\"9223372036854775807\"",
                "\"99999999999999999999999999\"|\"99999999999999999999999999\"",
                "\"007\"|\"007\"",
                "\"-1\"|\"-1\"",
                "\"1.5\"|\"1.5\"",
                "\"\"|\"\"",
                "\"0x1f\"|\"0x1f\"",
                "null|null",
            })
    void contextIdsAreNumbersAsFarAsThoseAreExact(String first, String expected) {
        JsonNode event = second(
                RecordKind.EVENT, "{\"id\":1,\"detail\":{\"pdp_context\":{\"pdp_context_id\":" + first + "}}}", "");

        assertThat(event.at("/detail/pdp_context/pdp_context_id").toString()).isEqualTo(expected);
    }

    @Test
    void aContextHasItsCellWhereItIsKnown() {
        String event = "{\"id\":1,\"detail\":{\"pdp_context\":{\"tunnel_created\":null},\"country\":{}}}";

        assertThat(second(RecordKind.EVENT, event, "{\"tac\":1,\"eci\":2,\"nci\":null}")
                        .at("/detail/pdp_context")
                        .toString())
                .isEqualTo("{\"tunnel_created\":null,\"tac\":1,\"eci\":2,\"nci\":null}");
        assertThat(second(RecordKind.EVENT, event, "").at("/detail/pdp_context").toString())
                .isEqualTo("{\"tunnel_created\":null,\"tac\":null,\"eci\":null,\"nci\":null}");
    }

    // names are customers' own texts: none may be mistaken for a part of the document
    @Test
    void textsOfAnyKindStayAsTheyAre() throws IOException {
        Random random = new Random(17);
        for (int i = 0; i < 500; i++) {
            ObjectNode event = (ObjectNode) JSON.readTree(Documents.json(i));
            event.put("description", hostile(random));
            event.putObject("organisation").put("id", 1).put("name", hostile(random));
            event.putObject("endpoint")
                    .put("id", 2)
                    .put("name", hostile(random))
                    .put("tags", hostile(random));
            event.putObject("sim").put("id", 3).put("production_date", "2017-03-15T21:46:01.000+0000");
            event.putObject("detail")
                    .put("name", hostile(random))
                    .putObject("pdp_context")
                    .put("apn", hostile(random));
            JsonNode second = second(RecordKind.EVENT, JSON.writeValueAsString(event), "");

            for (String place : List.of(
                    "/description",
                    "/organisation/name",
                    "/endpoint/name",
                    "/endpoint/tags",
                    "/detail/pdp_context/apn")) {
                assertThat(second.at(place)).as(place).isEqualTo(event.at(place));
            }
            assertThat(second.get("timestamp").textValue()).isEqualTo("2017-10-26T07:28:00Z");
            assertThat(second.get("sim").toString())
                    .isEqualTo("{\"id\":3,\"msisdn\":null,\"production_date\":\"2017-03-15T21:46:01Z\"}");
        }
        for (int i = 0; i < 500; i++) {
            ObjectNode usage = (ObjectNode) JSON.readTree(Documents.usageJson(i));
            ((ObjectNode) usage.get("operator")).put("name", hostile(random));
            ((ObjectNode) usage.get("traffic_type")).put("name", hostile(random));
            ObjectNode more = (ObjectNode) JSON.readTree(Documents.usageSupplement(i));
            more.put("endpoint_name", hostile(random)).put("endpoint_tags", hostile(random));
            JsonNode second = second(RecordKind.USAGE, JSON.writeValueAsString(usage), JSON.writeValueAsString(more));

            assertThat(second.at("/operator/name")).isEqualTo(usage.at("/operator/name"));
            assertThat(second.at("/traffic_type/description")).isEqualTo(usage.at("/traffic_type/name"));
            assertThat(second.at("/endpoint/name")).isEqualTo(more.get("endpoint_name"));
            assertThat(second.at("/endpoint/tags")).isEqualTo(more.get("endpoint_tags"));
        }
    }

    @Test
    void whatIsNoDocumentIsRefusedAndNotSent() {
        assertThatThrownBy(() -> second(RecordKind.EVENT, "[1,2]", "")).isInstanceOf(RuntimeException.class);
    }

    @Test
    void batchesThatGrowHaveFewerBytes() {
        Limits limits = new Limits(1000, 900_000, Duration.ofMillis(5), 1, true);

        assertThat(Form.V1.limits(limits)).isEqualTo(limits);
        assertThat(Form.V2.limits(limits)).isEqualTo(new Limits(1000, 600_000, Duration.ofMillis(5), 1, true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"v3", "V1", "json"})
    void aFormThatThereIsNotIsRefused(String format) {
        assertThatThrownBy(() -> Form.read(new SettingsReader(new Settings(Map.of("format", format))), Form.FIELD))
                .isInstanceOf(SettingsException.class)
                .hasMessageStartingWith("format: must be one of v1, v2, cloudevents");
    }

    @Test
    void theFirstFormIsTheDefault() throws SettingsException {
        assertThat(Form.read(new SettingsReader(Settings.EMPTY), Form.FIELD)).isEqualTo(Form.V1);
        assertThat(Form.read(new SettingsReader(new Settings(Map.of("format", "v2"))), Form.FIELD))
                .isEqualTo(Form.V2);
    }

    @Test
    void aCloudEventIsTheSecondFormInAnEnvelope() throws IOException {
        Batch batch = Documents.batch(RecordKind.USAGE, 17, 4);
        List<Batch.Item> second = Form.V2.of(batch).items();
        List<Batch.Item> events = Form.CLOUDEVENTS.of(batch).items();

        for (int i = 0; i < second.size(); i++) {
            JsonNode event = read(events.get(i));
            assertThat(event.get("data")).isEqualTo(read(second.get(i)));
            assertThat(event.get("type").textValue()).isEqualTo("io.datastreamer.usage.data.v2");
            assertThat(event.get("id").textValue())
                    .isEqualTo("usage-" + second.get(i).id());
        }
    }

    @Test
    void anEventAboutNoSimHasNoSubject() {
        byte[] json = Documents.json(5).getBytes(UTF_8);
        Batch.Item item = new Batch.Item(5, 12, "", json, 0, json.length, json.length, 0);
        Batch batch = new Batch(839921, "s", RecordKind.EVENT, List.of(item));

        JsonNode event = read(Form.CLOUDEVENTS.of(batch).items().get(0));
        assertThat(event.get("source").textValue()).isEqualTo("/organisations/839921");
        assertThat(event.get("type").textValue()).isEqualTo("io.datastreamer.event.organisation_blocked.v2");
        assertThat(event.has("subject")).isFalse();
    }

    private static String hostile(Random random) {
        StringBuilder text = new StringBuilder();
        for (int parts = random.nextInt(4); parts >= 0; parts--) {
            text.append(HOSTILE.get(random.nextInt(HOSTILE.size())));
        }
        return text.toString();
    }

    private static JsonNode second(RecordKind kind, String json, String supplement) {
        byte[] document = json.getBytes(UTF_8);
        byte[] more = supplement.getBytes(UTF_8);
        byte[] buffer = new byte[5 + document.length + more.length];
        System.arraycopy(document, 0, buffer, 5, document.length);
        System.arraycopy(more, 0, buffer, 5 + document.length, more.length);
        Batch.Item item = new Batch.Item(1, -1, "", buffer, 5, document.length, 5 + document.length, more.length);
        return read(Form.V2.of(new Batch(1, "s", kind, List.of(item))).items().get(0));
    }

    private static JsonNode read(Batch.Item item) {
        try {
            return JSON.readTree(item.buffer(), item.offset(), item.length());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
