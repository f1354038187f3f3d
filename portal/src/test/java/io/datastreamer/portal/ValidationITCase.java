package io.datastreamer.portal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.datastreamer.connectors.conformance.Receiver;
import io.datastreamer.connectors.conformance.Reply;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import static org.assertj.core.api.Assertions.assertThat;

/** Validation of what customers send: all errors are reported at once, and no URL leads to a forbidden address. */
@Timeout(300)
class ValidationITCase {
    private static final long ORGANISATION = 6001;
    private static final String TOKEN = TestKeys.token(ORGANISATION);
    private static final ObjectMapper JSON = new ObjectMapper();

    private static TestPortal portal;
    private static TestPortal lenient;

    @BeforeAll
    static void start() throws Exception {
        portal = TestPortal.start("--limits.streams=1000", "--limits.test-timeout=2s", "--limits.tests-per-minute=5");
        lenient = TestPortal.start("--egress.allow=127.0.0.1", "--limits.test-timeout=2s");
    }

    @AfterAll
    static void stop() {
        portal.close();
        lenient.close();
    }

    @Test
    void everythingThatIsWrongIsToldAtOnce() {
        Answer answer = portal.post("/api/v1/streams", TOKEN, """
                {"name": 7, "stream_type": "ALL", "api_type": "REST_API_BULK", "historic": "yes", "state": "STOPPED",
                 "filters": {"event_types": [3, 26]}, "colour": "red",
                 "settings": {"url": "ftp://example.org", "authorization": "a\\u0000b", "signing_secret": "short",
                              "max_records": 0, "linger_ms": 1.5, "window": 2, "headers": {"Host": "x"}}}
                """);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.errors())
                .containsOnlyKeys(
                        "name",
                        "stream_type",
                        "historic",
                        "state",
                        "filters.event_types",
                        "colour",
                        "settings.url",
                        "settings.authorization",
                        "settings.signing_secret",
                        "settings.max_records",
                        "settings.linger_ms",
                        "settings.window",
                        "settings.headers");
        assertThat(answer.errors())
                .containsEntry("settings.max_records", "is 0, must be an integer from 1 to 3000")
                .containsEntry("settings.window", "there is no such setting for REST_API_BULK")
                .containsEntry("colour", "there is no such member");
        assertThat(portal.post("/api/v1/streams", TOKEN, "{}").errors())
                .containsOnlyKeys("stream_type", "api_type", "settings");
    }

    @Test
    void whatIsWrongWithFiltersIsToldOfEach() {
        String iccids = String.join(", ", Collections.nCopies(1_001, "\"8988303001234560001\""));
        Answer answer = portal.post("/api/v1/streams", TOKEN, """
                {"stream_type": "EVENTS", "api_type": "PULL", "settings": {},
                 "filters": {"severities": ["warn"], "alert": "yes", "tags": ["a,b"], "iccids": [%s],
                             "countries": ["DE"], "colour": "red"}}
                """.formatted(iccids));
        assertThat(answer.errors())
                .containsEntry("filters.severities", "has \"warn\", and each must be INFO, WARN or CRITICAL")
                .containsEntry("filters.alert", "must be true or false")
                .containsEntry("filters.iccids", "must be an array of at most 1000 ICCIDs")
                .containsEntry("filters.colour", "there is no such member")
                .containsKeys("filters.tags", "filters.countries");
    }

    @Test
    void filtersAreChangedMemberByMember() {
        Answer created = portal.create(ORGANISATION, """
                {"stream_type": "EVENTS", "api_type": "REST_API", "settings": {"url": "https://example.com/"},
                 "filters": {"event_types": [3, 1], "iccids": ["8988303001234560002", "8988303001234560001"]}}
                """);
        assertThat(created.json().get("filters"))
                .hasToString("{\"event_types\":[1,3],\"severities\":null,\"alert\":null,\"tags\":null,"
                        + "\"iccids\":[\"8988303001234560001\",\"8988303001234560002\"],\"countries\":null}");
        String path = "/api/v1/streams/" + created.text("/id");
        Answer more = portal.patch(
                path, TOKEN, "*", "{\"filters\": {\"alert\": true, \"tags\": [\"north\"], \"event_types\": null}}");
        assertThat(more.json().get("filters"))
                .hasToString("{\"event_types\":null,\"severities\":null,\"alert\":true,\"tags\":[\"north\"],"
                        + "\"iccids\":[\"8988303001234560001\",\"8988303001234560002\"],\"countries\":null}");
        assertThat(portal.patch(path, TOKEN, "*", "{\"filters\": {}}").json().get("filters"))
                .isEqualTo(more.json().get("filters"));
        assertThat(portal.patch(path, TOKEN, "*", "{\"filters\": null}").json().get("filters"))
                .allSatisfy(value -> assertThat(value.isNull()).isTrue());
    }

    @Test
    void whatIsMissingForAPlaceIsNamed() {
        assertThat(errors("AWS_KINESIS", "{}"))
                .containsOnlyKeys(
                        "settings.region",
                        "settings.stream_name",
                        "settings.access_key_id",
                        "settings.secret_access_key");
        assertThat(errors("AWS_S3", "{\"bucket\": \"Not.A.Bucket\", \"region\": \"nowhere\"}"))
                .containsOnlyKeys(
                        "settings.bucket", "settings.region", "settings.access_key_id", "settings.secret_access_key");
        assertThat(errors("KEEN_IO", "{\"project_key\": \"a/b\"}"))
                .containsOnlyKeys("settings.project_key", "settings.write_key");
        assertThat(errors("DATADOG", "{\"site\": \"evil.example.org\"}"))
                .containsOnlyKeys("settings.site", "settings.api_key", "settings.application_key");
        assertThat(errors(
                        "AWS_KINESIS",
                        "{\"region\": \"eu-central-1\", \"stream_name\": \"s\","
                                + " \"role_arn\": \"arn:aws:iam::123456789012:role/r\"}"))
                .containsOnlyKeys("settings.role_arn");
        assertThat(portal.post(
                                "/api/v1/streams",
                                TOKEN,
                                "{\"stream_type\": \"EVENTS\", \"api_type\": \"DATADOG\", \"settings\":"
                                        + " {\"api_key\": \"abcd\", \"application_key\": \"abcd\"}}")
                        .errors())
                .containsOnlyKeys("stream_type");
    }

    @Test
    void eachApiTypeIsCreatedFromTheExamplesOfItsFieldsAndSaysWhatChanged() {
        Answer lookups = portal.get("/api/v1/lookups", TOKEN);
        Set<String> types = new HashSet<>();
        for (JsonNode type : lookups.json().get("api_types")) {
            ObjectNode settings = JSON.createObjectNode();
            for (JsonNode field : type.get("fields")) {
                if (field.get("required").booleanValue()) {
                    settings.put(
                            field.get("member").textValue(),
                            field.get("example").textValue());
                }
            }
            ObjectNode stream = JSON.createObjectNode();
            stream.put("name", "<img src=x onerror=alert(1)> שלום");
            stream.put("stream_type", type.get("stream_types").get(0).textValue());
            stream.put("api_type", type.get("id").textValue());
            stream.set("settings", settings);
            Answer created = portal.create(ORGANISATION, stream.toString());
            assertThat(created.text("/name")).isEqualTo(stream.get("name").textValue());
            assertThat(created.text("/target")).isNotEmpty();
            assertThat(created.json().get("status").isNull()).isTrue();
            types.add(type.get("id").textValue());
            Answer other = portal.patch(
                    "/api/v1/streams/" + created.text("/id"),
                    TOKEN,
                    created.etag(),
                    "{\"api_type\": \"REST_API\", \"historic\": true, \"state\": \"PAUSED\", \"id\": \"x\"}");
            assertThat(other.errors()).containsOnlyKeys("api_type", "historic", "state", "id");
        }
        assertThat(types).hasSize(16);
    }

    @Test
    void noUrlLeadsToWhereItMustNot() {
        for (String url : List.of(
                "http://127.0.0.1:8080/",
                "http://localhost/",
                "http://[::1]/",
                "http://[::ffff:127.0.0.1]/",
                "http://2130706433/",
                "http://127.1/",
                "http://0177.0.0.1/",
                "http://10.0.0.1/",
                "http://192.168.1.1/",
                "http://169.254.169.254/latest/meta-data",
                "http://[fd00::1]/",
                "http://[64:ff9b::7f00:1]/",
                "http://100.64.0.1/")) {
            Answer created = portal.post("/api/v1/streams", TOKEN, rest(url));
            assertThat(created.errors()).as(url).containsOnlyKeys("settings.url");
            assertThat(created.errors().get("settings.url")).contains("not allowed");
            assertThat(portal.post("/api/v1/test-deliveries", TOKEN, rest(url)).status())
                    .as(url)
                    .isEqualTo(422);
        }
    }

    @Test
    void theAddressOfATokenEndpointIsCheckedAsTheUrlIs() throws Exception {
        String body = rest("http://127.0.0.1:8080/in")
                .replace(
                        "\"url\":",
                        "\"token_url\":\"http://169.254.169.254/token\",\"client_id\":\"c\",\"client_secret\":\"s3cret\",\"url\": ");
        assertThat(body).contains("token_url");
        Answer created = lenient.post("/api/v1/streams", TOKEN, body);
        assertThat(created.errors()).containsOnlyKeys("settings.token_url");
        assertThat(created.errors().get("settings.token_url")).contains("not allowed");
        assertThat(created.body()).doesNotContain("s3cret");
    }

    /** A stream that others wrote into the topic is checked when it is dialled, as in the job. */
    @Test
    void aTestDeliveryDialsNoForbiddenAddress() throws Exception {
        try (Receiver internal = new Receiver(Reply.of(200, "internal"))) {
            portal.broker()
                    .send(
                            portal.streamsTopic(),
                            "inside",
                            ("{\"id\": \"inside\", \"organisation_id\": " + ORGANISATION
                                            + ", \"stream_type\": \"EVENTS\","
                                            + " \"api_type\": \"REST_API\", \"settings\": {\"url\": \""
                                            + internal.url("/")
                                            + "\"}}")
                                    .getBytes(java.nio.charset.StandardCharsets.UTF_8));
            org.awaitility.Awaitility.await()
                    .until(() -> portal.get("/api/v1/streams/inside", TOKEN).status() == 200);
            Answer test = portal.post("/api/v1/streams/inside/test", TOKEN, "");
            assertThat(test.text("/remote_status")).isEqualTo("500");
            assertThat(test.text("/outcome")).isEqualTo("CONFIGURATION_BROKEN");
            assertThat(test.text("/error")).contains("loopback");
            assertThat(internal.connections()).isZero();
        }
    }

    @Test
    void aTestDeliveryShowsTheAnswer() {
        try (Receiver receiver = new Receiver(Reply.of(200, "thanks"))) {
            Answer good = lenient.post("/api/v1/test-deliveries", TOKEN, rest(receiver.url("/data")));
            assertThat(good.json().get("delivered").booleanValue()).isTrue();
            assertThat(receiver.received()).hasSize(1);
            assertThat(new String(receiver.received().get(0).body(), java.nio.charset.StandardCharsets.UTF_8))
                    .isEqualTo("[" + good.json().get("document") + "]");

            receiver.reply(Reply.of(401, "who are you?"));
            Answer refused = lenient.post("/api/v1/test-deliveries", TOKEN, rest(receiver.url("/data")));
            assertThat(refused.json().get("delivered").booleanValue()).isFalse();
            assertThat(refused.text("/remote_status")).isEqualTo("401");
            assertThat(refused.text("/error")).isEqualTo("HTTP 401: who are you?");

            receiver.reply(Reply.silence());
            Answer silent = lenient.post("/api/v1/test-deliveries", TOKEN, rest(receiver.url("/data")));
            assertThat(silent.text("/remote_status")).isEqualTo("504");
            assertThat(silent.json().get("duration_ms").longValue()).isBetween(1500L, 6000L);
        }
        assertThat(lenient.post("/api/v1/test-deliveries", TOKEN, rest("http://127.0.0.1:4/"))
                        .text("/remote_status"))
                .isEqualTo("503");
    }

    @Test
    void testsAreRare() {
        String other = TestKeys.token(6002);
        Set<Integer> statuses = new HashSet<>();
        for (int i = 0; i < 6; i++) {
            // a name that cannot exist, so that nothing is dialled
            statuses.add(portal.post("/api/v1/test-deliveries", other, rest("http://host.invalid/"))
                    .status());
        }
        assertThat(statuses).containsExactlyInAnyOrder(200, 429);
    }

    private static Map<String, String> errors(String apiType, String settings) {
        return portal.post(
                        "/api/v1/streams",
                        TOKEN,
                        "{\"stream_type\": \"USAGE\", \"api_type\": \"" + apiType + "\", \"settings\": " + settings
                                + "}")
                .errors();
    }

    private static String rest(String url) {
        return "{\"stream_type\": \"EVENTS\", \"api_type\": \"REST_API\", \"settings\": {\"url\": \"" + url + "\"}}";
    }
}
