package io.datastreamer.connectors.aws;

import io.datastreamer.connectors.Endpoints;
import io.datastreamer.connectors.Integrations;
import io.datastreamer.connectors.OperatorSettings;
import io.datastreamer.connectors.conformance.Documents;
import io.datastreamer.connectors.conformance.Received;
import io.datastreamer.connectors.conformance.Receiver;
import io.datastreamer.connectors.conformance.Reply;
import io.datastreamer.connectors.conformance.Sent;
import io.datastreamer.connectors.conformance.Streams;
import io.datastreamer.connectors.http.HttpSettings;
import io.datastreamer.connectors.http.HttpTransport;
import io.datastreamer.connectors.secrets.Keyset;
import io.datastreamer.connectors.secrets.SealedBodies;
import io.datastreamer.connectors.settings.SettingsException;
import io.datastreamer.connectors.spi.Client;
import io.datastreamer.connectors.spi.Outcome;
import io.datastreamer.contract.ApiType;
import java.net.URLDecoder;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import static io.datastreamer.contract.DeliveryAttempt.Outcome.CONFIGURATION_BROKEN;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** Access by a role of the customer's instead of an access key. */
class RoleTest {
    private static final Map<String, String> SETTINGS = Map.of(
            "region", "eu-central-1",
            "stream_name", "documents",
            "role_arn", "arn:aws:iam::123456789012:role/data-stream");
    private static final DateTimeFormatter HTTP_DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.ENGLISH);
    private static final String TAKEN =
            "{\"FailedRecordCount\":0,\"Records\":[{\"SequenceNumber\":\"1\",\"ShardId\":\"shardId-000000000000\"}]}";

    private final Receiver sts = new Receiver(assumed(Instant.now().plusSeconds(3600)));
    private final Receiver kinesis = new Receiver(Reply.of(200, TAKEN));
    private final HttpTransport transport =
            new HttpTransport(HttpSettings.DEFAULTS.withEgressAllow(List.of("127.0.0.0/8")));

    @AfterEach
    void close() {
        transport.close();
        sts.close();
        kinesis.close();
    }

    @Test
    void assumesTheRoleWithOurExternalIdAndSignsWithItsCredentials() throws Exception {
        try (Client client = open(SETTINGS)) {
            assertThat(Sent.of(client, Documents.batch(1))).isEqualTo(Outcome.delivered(200));
            assertThat(Sent.of(client, Documents.batch(2))).isEqualTo(Outcome.delivered(200));
        }

        assertThat(sts.received()).as("one session for both").hasSize(1);
        Received call = sts.received().get(0);
        assertThat(URLDecoder.decode(call.text(), UTF_8))
                .contains("Action=AssumeRole")
                .contains("RoleArn=arn:aws:iam::123456789012:role/data-stream")
                .contains("ExternalId=org-7");
        assertThat(call.headers().get("authorization")).contains("Credential=AKIDOPERATOR/");
        assertThat(kinesis.received().get(0).headers())
                .containsEntry("x-amz-security-token", "the-session-token")
                .hasEntrySatisfying("authorization", value -> assertThat(value).contains("Credential=ASIASESSION/"));
    }

    @Test
    void noOutcomeTellsHowTheRoleWasAssumed() throws Exception {
        HttpSettings settings = HttpSettings.DEFAULTS
                .withEgressAllow(List.of("127.0.0.0/8"))
                .withExchanges(new SealedBodies(Keyset.create()));
        try (HttpTransport telling = new HttpTransport(settings);
                Client client = open(SETTINGS, telling)) {
            kinesis.reply(Reply.of(500, "{}"));
            assertThat(String.valueOf(Sent.of(client, Documents.batch(1)).exchange()))
                    .contains("X-Amz-Security-Token, value=***")
                    .doesNotContain("the-session-token")
                    .doesNotContain("ASIASESSION");
        }
        sts.reply(Reply.of(403, "<Error/>"));
        try (HttpTransport telling = new HttpTransport(settings);
                Client client = open(SETTINGS, telling)) {
            assertThat(Sent.of(client, Documents.batch(1)))
                    .extracting(Outcome::verdict, Outcome::exchange)
                    .containsExactly(CONFIGURATION_BROKEN, null);
        }
    }

    @Test
    void assumesTheRoleAgainBeforeTheSessionEnds() throws Exception {
        sts.reply(assumed(Instant.now().plusSeconds(60)));
        try (Client client = open(SETTINGS)) {
            Sent.of(client, Documents.batch(1));
            Sent.of(client, Documents.batch(2));
        }

        assertThat(sts.received()).hasSize(2);
    }

    @Test
    void holdsWhenTheRoleCannotBeAssumedAndTriesAgain() throws Exception {
        sts.reply(Reply.inTurn(
                Reply.of(
                        403,
                        "<ErrorResponse><Error><Code>AccessDenied</Code><Message>not authorized to perform:"
                                + " sts:AssumeRole</Message></Error></ErrorResponse>",
                        "Content-Type: text/xml"),
                assumed(Instant.now().plusSeconds(3600))));
        try (Client client = open(SETTINGS)) {
            Outcome outcome = Sent.of(client, Documents.batch(1));

            assertThat(outcome.verdict()).as("%s", outcome).isEqualTo(CONFIGURATION_BROKEN);
            assertThat(outcome.remoteStatus()).isEqualTo(403);
            assertThat(outcome.error()).isEqualTo("HTTP 403: AccessDenied: not authorized to perform: sts:AssumeRole");
            assertThat(kinesis.received()).isEmpty();
            assertThat(Sent.of(client, Documents.batch(1))).isEqualTo(Outcome.delivered(200));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ExpiredTokenException", "UnrecognizedClientException", "InvalidClientTokenId"})
    void assumesTheRoleAgainAtOnceWhenTheSessionIsRefused(String code) throws Exception {
        try (Client client = open(SETTINGS)) {
            assertThat(Sent.of(client, Documents.batch(1))).isEqualTo(Outcome.delivered(200));
            kinesis.reply(Reply.inTurn(refusal(code), Reply.of(200, TAKEN)));

            assertThat(Sent.of(client, Documents.batch(2))).isEqualTo(Outcome.delivered(200));
        }

        assertThat(sts.received()).hasSize(2);
        assertThat(kinesis.received()).hasSize(3);
    }

    @Test
    void triesASecondSessionAndNotAThird() throws Exception {
        kinesis.reply(refusal("ExpiredTokenException"));
        try (Client client = open(SETTINGS)) {
            assertThat(Sent.of(client, Documents.batch(1)).verdict()).isEqualTo(CONFIGURATION_BROKEN);
        }

        assertThat(sts.received()).hasSize(2);
        assertThat(kinesis.received()).hasSize(2);
    }

    @Test
    void signsWithTheServicesTimeWhereOursIsWrong() throws Exception {
        Instant theirs = Instant.now().minus(Duration.ofHours(2));
        Reply early = Reply.of(
                403,
                "{\"__type\":\"InvalidSignatureException\",\"message\":\"Signature not yet current\"}",
                "Date: " + HTTP_DATE.format(theirs.atOffset(ZoneOffset.UTC)));
        kinesis.reply(Reply.inTurn(early, Reply.of(200, TAKEN)));
        try (Client client = open(SETTINGS)) {
            assertThat(Sent.of(client, Documents.batch(1))).isEqualTo(Outcome.delivered(200));
            assertThat(Sent.of(client, Documents.batch(2))).isEqualTo(Outcome.delivered(200));
        }

        assertThat(kinesis.received()).hasSize(3);
        assertThat(kinesis.received().subList(1, 3))
                .allSatisfy(request ->
                        assertThat(signedAt(request)).isBetween(theirs.minusSeconds(60), theirs.plusSeconds(600)));
        assertThat(sts.received()).as("the session is sound").hasSize(1);
    }

    @Test
    void whoWaitsForASessionThatIsCancelledAssumesTheRoleItself() throws Exception {
        sts.reply(Reply.inTurn(Reply.silence(), assumed(Instant.now().plusSeconds(3600))));
        try (Client client = open(SETTINGS)) {
            Sent first = Sent.start(client, Documents.batch(1));
            await().until(() -> sts.received().size() == 1);
            Sent second = Sent.start(client, Documents.batch(2));

            first.cancel();

            assertThat(first.outcome().remoteStatus()).isEqualTo(504);
            assertThat(second.outcome()).isEqualTo(Outcome.delivered(200));
        }
        assertThat(kinesis.received()).hasSize(1);
    }

    private static Reply refusal(String code) {
        return Reply.of(400, "{\"__type\":\"" + code + "\",\"message\":\"not this one\"}");
    }

    private static Instant signedAt(Received request) {
        return LocalDateTime.parse(
                        String.valueOf(request.headers().get("x-amz-date")),
                        DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT))
                .toInstant(ZoneOffset.UTC);
    }

    @Test
    void neverUsesRightsThatAreNotTheCustomers() {
        Map<String, String> nothing = new HashMap<>(SETTINGS);
        nothing.remove("role_arn");
        Map<String, String> both = new HashMap<>(SETTINGS);
        both.put("access_key_id", "AKIDEXAMPLE");
        Map<String, String> noRole = new HashMap<>(SETTINGS);
        noRole.put("role_arn", "arn:aws:iam::123456789012:user/somebody");

        assertThatThrownBy(() -> open(nothing))
                .isInstanceOf(SettingsException.class)
                .hasMessage("access_key_id: is missing");
        assertThatThrownBy(() -> open(both)).hasMessageStartingWith("role_arn: cannot be together with");
        assertThatThrownBy(() -> open(noRole)).hasMessageStartingWith("role_arn: must be a role such as");
        assertThatThrownBy(() -> Integrations.standard(transport).open(Streams.stream(ApiType.AWS_KINESIS, SETTINGS)))
                .hasMessageStartingWith("role_arn: roles cannot be assumed here");
    }

    private static Reply assumed(Instant until) {
        return Reply.of(
                200,
                "<AssumeRoleResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><AssumeRoleResult><Credentials>"
                        + "<AccessKeyId>ASIASESSION</AccessKeyId><SecretAccessKey>secret</SecretAccessKey>"
                        + "<SessionToken>the-session-token</SessionToken><Expiration>" + until
                        + "</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>",
                "Content-Type: text/xml");
    }

    private Client open(Map<String, String> settings) throws SettingsException {
        return open(settings, transport);
    }

    private Client open(Map<String, String> settings, HttpTransport over) throws SettingsException {
        OperatorSettings operator = OperatorSettings.DEFAULTS
                .withEndpoints(Endpoints.of(Endpoints.Service.KINESIS, kinesis.url(""))
                        .with(Endpoints.Service.STS, sts.url("")))
                .withStsKeys(new AwsKeys("AKIDOPERATOR", "secret-of-the-operator"));
        return Integrations.standard(over, operator).open(Streams.stream(ApiType.AWS_KINESIS, settings));
    }
}
