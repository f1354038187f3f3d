package io.datastreamer.connectors.aws;

import io.datastreamer.connectors.Client;
import io.datastreamer.connectors.Endpoints;
import io.datastreamer.connectors.Integrations;
import io.datastreamer.connectors.OperatorSettings;
import io.datastreamer.connectors.Outcome;
import io.datastreamer.connectors.SettingsException;
import io.datastreamer.connectors.conformance.Documents;
import io.datastreamer.connectors.conformance.Received;
import io.datastreamer.connectors.conformance.Receiver;
import io.datastreamer.connectors.conformance.Reply;
import io.datastreamer.connectors.conformance.Sent;
import io.datastreamer.connectors.conformance.Streams;
import io.datastreamer.connectors.http.HttpSettings;
import io.datastreamer.connectors.http.HttpTransport;
import io.datastreamer.contract.ApiType;
import java.net.URLDecoder;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import static io.datastreamer.contract.DeliveryAttempt.Outcome.CONFIGURATION_BROKEN;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A role of the customer's instead of an access key. */
class RoleTest {
    private static final Map<String, String> SETTINGS = Map.of(
            "region", "eu-central-1",
            "stream_name", "documents",
            "role_arn", "arn:aws:iam::123456789012:role/data-stream");
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
        OperatorSettings operator = OperatorSettings.DEFAULTS
                .withEndpoints(new Endpoints(kinesis.url(""), null, sts.url(""), null, null))
                .withStsKeys(new AwsKeys("AKIDOPERATOR", "secret-of-the-operator"));
        return Integrations.standard(transport, operator).open(Streams.stream(ApiType.AWS_KINESIS, settings));
    }
}
