package io.datastreamer.connectors.datadog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.datastreamer.connectors.conformance.AgainstReceiver;
import io.datastreamer.connectors.conformance.Documents;
import io.datastreamer.connectors.conformance.NodeTools;
import io.datastreamer.connectors.conformance.Received;
import io.datastreamer.connectors.conformance.Reply;
import io.datastreamer.connectors.conformance.Sent;
import io.datastreamer.connectors.conformance.Streams;
import io.datastreamer.connectors.settings.SettingsException;
import io.datastreamer.connectors.spi.Batch;
import io.datastreamer.connectors.spi.Client;
import io.datastreamer.connectors.spi.Outcome;
import io.datastreamer.contract.ApiType;
import io.datastreamer.contract.RecordKind;
import io.datastreamer.contract.StreamConfiguration;
import io.datastreamer.contract.StreamType;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import static io.datastreamer.contract.DeliveryAttempt.Outcome.CONTENT_REFUSED;
import static io.datastreamer.contract.DeliveryAttempt.Outcome.DELIVERED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DatadogClientTest extends AgainstReceiver {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Map<String, String> SETTINGS =
            Map.of("application_key", "anApplicationKey", "api_key", "anApiKey");

    /** The end of the usage in {@link Documents}. */
    private static final Instant END = Instant.parse("2017-03-19T21:21:23Z");

    DatadogClientTest() {
        super(Reply.of(202, "{\"errors\":[]}"));
    }

    @Test
    void sendsFourCountsOfEachSim() throws Exception {
        Outcome outcome = Sent.of(open(END), Documents.batch(RecordKind.USAGE, 1));

        assertThat(outcome).isEqualTo(Outcome.delivered(202));
        Received request = receiver.received().get(0);
        assertThat(request.line()).isEqualTo("POST /api/v2/series HTTP/1.1");
        assertThat(request.headers())
                .containsEntry("dd-api-key", "anApiKey")
                .containsEntry("dd-application-key", "anApplicationKey")
                .containsEntry("content-encoding", "gzip")
                .containsEntry("content-type", "application/json");
        String rest = """
                "resources":[{"name":"Tracker 1","type":"host"}],"tags":["endpoint_id:8392037",\
                "iccid:8988303000000000001","imsi:901430999912345","organisation_id:7","operator:Telekom",\
                "country:Germany","traffic_type:Data","currency:EUR"]}""";
        assertThat(JSON.readTree(Points.plain(request)))
                .isEqualTo(JSON.readTree("{\"series\":["
                        + "{\"metric\":\"endpoint.volume\",\"type\":1,\"points\":[{\"timestamp\":1489958483,\"value\":22331}],"
                        + rest
                        + ",{\"metric\":\"endpoint.volume_rx\",\"type\":1,\"points\":[{\"timestamp\":1489958483,\"value\":13800}],"
                        + rest
                        + ",{\"metric\":\"endpoint.volume_tx\",\"type\":1,\"points\":[{\"timestamp\":1489958483,\"value\":8531}],"
                        + rest
                        + ",{\"metric\":\"endpoint.cost\",\"type\":1,\"points\":[{\"timestamp\":1489958483,\"value\":0.00558275}],"
                        + rest
                        + "]}"));
    }

    /** The request equals that of DataDog's own client, which refuses members that it does not know. */
    @Test
    void sendsWhatTheOfficialClientSends() throws Exception {
        NodeTools.require("@datadog/datadog-api-client");
        Sent.of(open(END), Documents.batch(RecordKind.USAGE, 1, 2));
        Received ours = receiver.received().get(0);
        String program = """
                const {client, v2} = require('@datadog/datadog-api-client');
                const configuration = client.createConfiguration({
                    authMethods: {apiKeyAuth: 'anApiKey', appKeyAuth: 'anApplicationKey'}, enableRetry: false, serverIndex: 1});
                configuration.setServerVariables({protocol: 'http', name: '127.0.0.1:' + process.argv[1]});
                const body = v2.ObjectSerializer.deserialize(JSON.parse(process.argv[2]), 'MetricPayload', '');
                const isOfTheModel = node => !node._unparsed && !node.additionalProperties;
                body.series.forEach(series => {
                    if (![series, ...series.points, ...series.resources].every(isOfTheModel)) {
                        throw new Error('not of the model');
                    }
                });
                new v2.MetricsApi(configuration).submitMetrics({body, contentEncoding: 'gzip'})
                    .then(() => process.exit(0), failure => { console.log(failure); process.exit(1); });
                """;

        Process node = NodeTools.start("-e", program, Integer.toString(receiver.port()), Points.plain(ours));

        assertThat(node.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(receiver.received())
                .as(new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .hasSize(2);
        Received theirs = receiver.received().get(1);
        assertThat(theirs.line()).isEqualTo(ours.line());
        for (String header : List.of("dd-api-key", "content-encoding", "content-type", "accept")) {
            assertThat(theirs.headers().get(header))
                    .as(header)
                    .isEqualTo(ours.headers().get(header));
        }
        assertThat(JSON.readTree(Points.plain(theirs))).isEqualTo(JSON.readTree(Points.plain(ours)));
    }

    /** Of two points of a series and second DataDog keeps the last. */
    @Test
    void addsUpWhatFallsIntoOneSecondOfASeries() throws Exception {
        String other = Documents.usageJson(1).replace("0.022331", "0.5").replace("0.00558275", "0.1");

        Sent.of(open(END), batch(Documents.usageJson(1), other));

        JsonNode series =
                JSON.readTree(Points.plain(receiver.received().get(0))).get("series");
        assertThat(series).hasSize(4);
        assertThat(series.at("/0/points")).hasSize(1);
        assertThat(series.at("/0/points/0/value").decimalValue()).isEqualByComparingTo("522331");
        assertThat(series.at("/3/points/0/value").decimalValue()).isEqualByComparingTo("0.10558275");
    }

    @Test
    void countsMessagesByMetricsOfTheirOwn() throws Exception {
        String sms = Documents.usageJson(1)
                .replace("{\"id\":5,\"name\":\"Data\"}", "{\"id\":6,\"name\":\"SMS\"}")
                .replace(
                        "\"volume\":{\"rx\":0.0138,\"tx\":0.008531,\"total\":0.022331}",
                        "\"volume\":{\"rx\":1,\"tx\":2,\"total\":3}");

        Sent.of(open(END), batch(sms));

        JsonNode series =
                JSON.readTree(Points.plain(receiver.received().get(0))).get("series");
        assertThat(series.findValuesAsText("metric"))
                .containsExactly("endpoint.sms_rx", "endpoint.sms_tx", "endpoint.cost");
        assertThat(series.at("/0/points/0/value").asLong()).isEqualTo(1);
        assertThat(series.at("/1/points/0/value").asLong()).isEqualTo(2);
        assertThat(series.at("/0/tags").toString()).contains("traffic_type:SMS");
    }

    @Test
    void tellsHowManyPointsAreTooFarAheadForDatadog() throws Exception {
        Batch batch = Documents.batch(RecordKind.USAGE, 1, 2);

        assertThat(Sent.of(open(END.minusSeconds(600)), batch).stale()).isZero();
        assertThat(Sent.of(open(END.minusSeconds(601)), batch).stale()).isEqualTo(2);
    }

    @Test
    void namesTheHostByItsIdWhereItHasNoName() throws Exception {
        Sent.of(open(END), batch(Documents.usageJson(1)));

        assertThat(JSON.readTree(Points.plain(receiver.received().get(0)))
                        .at("/series/0/resources/0/name")
                        .asText())
                .isEqualTo("8392037");
    }

    @Test
    void tellsHowManyPointsAreTooOldForDatadog() throws Exception {
        Batch batch = Documents.batch(RecordKind.USAGE, 1, 2, 3);

        assertThat(Sent.of(open(END.plusSeconds(3600)), batch).stale()).isZero();
        Outcome late = Sent.of(open(END.plusSeconds(3601)), batch);

        assertThat(late.verdict()).isEqualTo(DELIVERED);
        assertThat(late.stale()).isEqualTo(3);
    }

    @Test
    void staysBelowTheLimitsOfARequest() throws Exception {
        long[] ids = new long[DatadogSettings.LIMITS.maxRecords()];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = i;
        }

        Sent.of(open(END), Documents.batch(RecordKind.USAGE, ids));

        Received request = receiver.received().get(0);
        assertThat(request.body()).hasSizeLessThan(512_000);
        assertThat(Points.plain(request).length()).isLessThan(5_242_880);
    }

    /** So that it is halved, like a batch that the receiver refuses. */
    @Test
    void refusesByItselfWhatIsLargerThanARequestMayBe() throws Exception {
        StreamConfiguration stream = Streams.stream(ApiType.DATADOG, StreamType.USAGE, SETTINGS);

        try (Client client = new DatadogIntegration(transport, receiver.url("")).open(stream)) {
            Outcome outcome = Sent.of(client, huge());

            assertThat(outcome.verdict()).isEqualTo(CONTENT_REFUSED);
            assertThat(outcome.remoteStatus()).isEqualTo(413);
            assertThat(receiver.received()).isEmpty();
        }
    }

    @Test
    void waitsUntilTheNextPeriodOfARateLimit() throws Exception {
        receiver.reply(Reply.of(429, "{\"errors\":[\"Rate limit\"]}", "X-RateLimit-Reset: 7"));

        assertThat(Sent.of(open(END), Documents.batch(RecordKind.USAGE, 1)).retryAfter())
                .isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void sendsToTheSiteThatTheCustomerNames() throws Exception {
        Map<String, String> settings = new HashMap<>(SETTINGS);
        settings.put("site", "datadoghq.eu");

        try (Client client = new DatadogIntegration(transport, null)
                .open(Streams.stream(ApiType.DATADOG, StreamType.USAGE, settings))) {
            assertThat(client.receiver()).isEqualTo("api.datadoghq.eu/org-7");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "site, evil.example.org, site: must be one of ",
        "site, datadoghq.com/x, site: must be one of ",
        "api_key, 'with space', api_key: must be",
        "application_key, '', application_key: is missing"
    })
    void refusesSettingsThatAreNotValid(String member, String value, String message) {
        Map<String, String> settings = new HashMap<>(SETTINGS);
        settings.put(member, value);

        assertThatThrownBy(() -> new DatadogIntegration(transport, null)
                        .open(Streams.stream(ApiType.DATADOG, StreamType.USAGE, settings)))
                .isInstanceOf(SettingsException.class)
                .hasMessageStartingWith(message)
                .hasMessageNotContaining("with space");
    }

    @Test
    void takesNoStreamOfEvents() {
        assertThatThrownBy(() -> new DatadogIntegration(transport, null)
                        .open(Streams.stream(ApiType.DATADOG, StreamType.EVENTS, SETTINGS)))
                .isInstanceOf(SettingsException.class)
                .hasMessageStartingWith("stream_type: is EVENTS, must be USAGE");
        assertThat(Streams.stream(ApiType.DATADOG, StreamType.USAGE_AND_EVENTS, SETTINGS)
                        .kinds())
                .containsExactly(RecordKind.USAGE);
    }

    /** Documents with much text that does not compress. */
    private static Batch huge() {
        List<String> documents = new ArrayList<>();
        Random random = new Random(1);
        for (int i = 0; i < 1000; i++) {
            documents.add(Documents.usageJson(i)
                    .replace("Telekom", noise(random))
                    .replace("Germany", noise(random))
                    .replace("\"Data\"", "\"" + noise(random) + "\"")
                    .replace("901430999912345", noise(random)));
        }
        return batch(documents.toArray(String[]::new));
    }

    private static String noise(Random random) {
        byte[] bytes = new byte[140];
        random.nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static Batch batch(String... documents) {
        List<Batch.Item> items = new ArrayList<>();
        for (String document : documents) {
            byte[] json = document.getBytes(StandardCharsets.UTF_8);
            items.add(new Batch.Item(items.size(), -1, "sim", json, 0, json.length, json.length, 0));
        }
        return new Batch(7, "stream-1", RecordKind.USAGE, items);
    }

    private Client open(Instant now) throws SettingsException {
        return new DatadogIntegration(transport, receiver.url(""), Clock.fixed(now, ZoneOffset.UTC))
                .open(Streams.stream(ApiType.DATADOG, StreamType.USAGE, SETTINGS));
    }
}
