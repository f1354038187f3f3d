package io.datastreamer.job.normalize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.datastreamer.contract.Document;
import io.datastreamer.contract.Severity;
import io.datastreamer.job.Lines;
import io.datastreamer.job.record.Absent;
import io.datastreamer.job.record.Enriched;
import io.datastreamer.job.record.EventSource;
import io.datastreamer.job.record.EventType;
import io.datastreamer.job.record.KeyedRecord;
import io.datastreamer.job.record.NetworkRecord;
import io.datastreamer.job.record.PdpContext;
import io.datastreamer.job.record.PdpContextBuilder;
import io.datastreamer.job.record.Records;
import io.datastreamer.job.record.User;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class EventDocumentTest {
    private static final PdpContext CONTEXT = new PdpContextBuilder()
            .sgsnControlPlaneIpAddress("10.0.0.1")
            .sgsnDataPlaneIpAddress("10.0.0.2")
            .build();

    // id, type, source, severity, alert, description of a record that has everything descriptions mention
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "GENERIC | 0 | Generic | 0 Network | 0 Info | false | ``",
                "UPDATE_LOCATION | 1 | Update location | 0 Network | 0 Info | false | New location received from VLR for IMSI='901430123456789', now attached to VLR='49172'.",
                "UPDATE_GPRS_LOCATION | 2 | Update GPRS location | 0 Network | 0 Info | false | New location received from SGSN for IMSI='901430123456789', now attached to SGSN='49173', IP='10.1.1.1'.",
                "CREATE_PDP_CONTEXT | 3 | Create PDP Context | 0 Network | 0 Info | false | New PDP Context successfully activated with SGSN CP=10.0.0.1, DP=10.0.0.2.",
                "UPDATE_PDP_CONTEXT | 4 | Update PDP Context | 0 Network | 0 Info | false | PDP Context updated.",
                "DELETE_PDP_CONTEXT | 5 | Delete PDP Context | 0 Network | 0 Info | false | PDP Context deleted.",
                "USER_AUTHENTICATION_FAILED | 6 | User authentication failed | 2 API | 1 Warn | false | Failed authentication request from 'user', Reason: why from IP 9.9.9.9",
                "APPLICATION_AUTHENTICATION_FAILED | 7 | Application authentication failed | 2 API | 1 Warn | false | Failed application authentication request from 'user', Reason: why from IP 9.9.9.9",
                "SIM_ACTIVATION | 8 | SIM activation | 2 API | 0 Info | false | Status of SIM changed from 'Issued' to 'Next'.",
                "SIM_SUSPENSION | 9 | SIM suspension | 2 API | 0 Info | false | Status of SIM changed from 'Issued' to 'Next'.",
                "SIM_DELETION | 10 | SIM deletion | 2 API | 0 Info | false | Status of SIM changed from 'Issued' to 'Next'.",
                "ENDPOINT_BLOCKED | 11 | Endpoint blocked | 1 Policy Control | 1 Warn | true | Endpoint blocked, why.",
                "ORGANISATION_BLOCKED | 12 | Organization blocked | 1 Policy Control | 1 Warn | true | Organization blocked, why.",
                "SUPPORT_ACCESS | 13 | Support Access | 2 API | 1 Warn | false | Support user 'user' opened the account, Reason: why from IP 9.9.9.9",
                "MULTI_FACTOR_AUTHENTICATION | 14 | Multi-factor Authentication | 2 API | 0 Info | false | Multi-factor authentication of 'user', Reason: why from IP 9.9.9.9",
                "SMS_API_CALLBACK | 15 | SMS API Callback | 0 Network | 1 Warn | false | Delivery of SMS to callback URL 'https://example.com' failed with HTTP code 500, Reason: why.",
            })
    void everyEventTypeHasItsDefaults(
            EventType type, int id, String name, String source, String severity, boolean alert, String description)
            throws Exception {
        JsonNode event = event(full(type));
        assertThat(event.get("event_type").get("id").asInt()).isEqualTo(id);
        assertThat(event.get("event_type").get("description").asText()).isEqualTo(name);
        assertThat(described(event, "event_source")).isEqualTo(source);
        assertThat(described(event, "event_severity")).isEqualTo(severity);
        assertThat(event.get("alert").booleanValue()).isEqualTo(alert);
        assertThat(event.get("description").textValue()).isEqualTo(description);
    }

    @ParameterizedTest
    @EnumSource(EventType.class)
    void everyDescriptionDoesWithoutWhatIsUnknown(EventType type) throws Exception {
        NetworkRecord bare = Records.event(1, type, Records.IMSI, null);
        assertThat(event(bare).get("description").textValue())
                .doesNotContain("null")
                .doesNotContain("''")
                .doesNotContain("  ");
    }

    @Test
    void theRecordOverridesTheDefaults() throws Exception {
        NetworkRecord record = new NetworkRecord(
                1,
                2,
                EventType.ENDPOINT_BLOCKED,
                Records.IMSI,
                Absent.NUMBER,
                null,
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
                EventSource.API,
                Severity.CRITICAL,
                false,
                "said \"so\"\n",
                null);
        JsonNode event = event(record);
        assertThat(described(event, "event_source")).isEqualTo("2 API");
        assertThat(described(event, "event_severity")).isEqualTo("2 Critical");
        assertThat(event.get("alert").booleanValue()).isFalse();
        assertThat(event.get("description").textValue()).isEqualTo("said \"so\"\n");
    }

    @Test
    void membersComeInTheOrderOfTheSamples() throws Exception {
        assertThat(names(event(full(EventType.UPDATE_LOCATION))))
                .containsExactly(
                        "id",
                        "alert",
                        "description",
                        "timestamp",
                        "event_type",
                        "event_source",
                        "event_severity",
                        "organisation",
                        "endpoint",
                        "imsi",
                        "sim",
                        "user",
                        "detail");
    }

    @Test
    void detailSpeaksOfWhatTheEventIsAbout() throws Exception {
        assertThat(detail(EventType.UPDATE_GPRS_LOCATION)).containsExactly("id", "name", "country", "tapcode", "mnc");
        assertThat(detail(EventType.DELETE_PDP_CONTEXT))
                .containsExactly("id", "name", "volume", "pdp_context", "country");
        assertThat(detail(EventType.UPDATE_PDP_CONTEXT)).containsExactly("id", "name", "pdp_context", "country");
        assertThat(detail(EventType.SIM_ACTIVATION)).containsExactly("id", "name", "country");
    }

    @Test
    void anEventWithoutAPlaceHasNoDetail() throws Exception {
        assertThat(event(Records.event(1, EventType.SIM_ACTIVATION, Records.IMSI, null))
                        .has("detail"))
                .isFalse();
    }

    @Test
    void unknownMembersOfAPdpContextAreNull() throws Exception {
        JsonNode context =
                event(full(EventType.DELETE_PDP_CONTEXT)).get("detail").get("pdp_context");
        assertThat(names(context)).hasSize(24);
        assertThat(context.get("apn").isNull()).isTrue();
        assertThat(context.get("lac").isNull()).isTrue();
        assertThat(context.get("tunnel_created").isNull()).isTrue();
        assertThat(context.get("sgsn_control_plane_ip_address").textValue()).isEqualTo("10.0.0.1");
    }

    @Test
    void anEventOfAnOrganisationSpeaksOfNoSim() throws Exception {
        NetworkRecord record = Records.event(1, EventType.ORGANISATION_BLOCKED, null, null);
        Document document = EventDocument.of(
                new Enriched(
                        KeyedRecord.network(record, Records.origin(5)),
                        null,
                        Records.ORGANISATION,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null),
                new JsonBuffer());
        assertThat(document.simKey()).isEmpty();
        assertThat(document.sourceTimestamp()).isEqualTo(5);
        assertThat(names(new ObjectMapper().readTree(document.json())))
                .containsExactly(
                        "id",
                        "alert",
                        "description",
                        "timestamp",
                        "event_type",
                        "event_source",
                        "event_severity",
                        "organisation");
    }

    @Test
    void msisdnIsThereWhenKnown() throws Exception {
        assertThat(names(event(full(EventType.GENERIC)).get("sim")))
                .containsExactly("id", "iccid", "msisdn", "production_date");
    }

    private static NetworkRecord full(EventType type) {
        return new NetworkRecord(
                1,
                2,
                type,
                Records.IMSI,
                Absent.NUMBER,
                Records.TELEKOM_PLMN,
                "49172",
                "49173",
                "10.1.1.1",
                CONTEXT,
                1_500_000,
                2_000_000,
                new User(1, "user", null),
                "9.9.9.9",
                "why",
                "https://example.com",
                500,
                "Issued",
                "Next",
                null,
                null,
                null,
                null,
                null);
    }

    private static JsonNode event(NetworkRecord record) throws Exception {
        @Nullable Object place = record.plmn();
        Enriched enriched = new Enriched(
                KeyedRecord.network(record, Records.origin(Lines.READ_AT)),
                Records.sim(Records.IMSI, false),
                Records.ORGANISATION,
                place == null ? null : Records.TELEKOM,
                place == null ? null : Records.GERMANY,
                null,
                null,
                null,
                null,
                null);
        Document document = EventDocument.of(enriched, new JsonBuffer());
        assertThat(document.supplement().length == 0)
                .isEqualTo(record.eventType().isInFirstForm());
        assertThat(new String(document.json(), UTF_8)).doesNotContain("\n");
        return new ObjectMapper().readTree(document.json());
    }

    private static List<String> detail(EventType type) throws Exception {
        return names(event(full(type)).get("detail"));
    }

    private static String described(JsonNode event, String member) {
        return event.get(member).get("id").asInt() + " "
                + event.get(member).get("description").asText();
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
