package io.datastreamer.connectors.aws;

import io.datastreamer.connectors.Endpoints;
import io.datastreamer.connectors.Endpoints.Service;
import io.datastreamer.connectors.Integrations;
import io.datastreamer.connectors.OperatorSettings;
import io.datastreamer.connectors.conformance.AgainstReceiver;
import io.datastreamer.connectors.conformance.Documents;
import io.datastreamer.connectors.conformance.Received;
import io.datastreamer.connectors.conformance.Receiver;
import io.datastreamer.connectors.conformance.Reply;
import io.datastreamer.connectors.conformance.Sent;
import io.datastreamer.connectors.conformance.Streams;
import io.datastreamer.connectors.settings.SettingsException;
import io.datastreamer.connectors.spi.Client;
import io.datastreamer.connectors.spi.Outcome;
import io.datastreamer.contract.ApiType;
import io.datastreamer.contract.DeliveryAttempt;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import static io.datastreamer.contract.DeliveryAttempt.Outcome.CONFIGURATION_BROKEN;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** Tests what services that are called without the SDK's clients have in common, using SQS. */
class AwsApiTest extends AgainstReceiver {
    private static final String SECRET = "a/secret+of/ours";
    private static final String QUEUE = "https://sqs.eu-central-1.amazonaws.com/123456789012/documents";
    private static final Reply TAKEN = Reply.of(200, "{\"Successful\":[{\"Id\":\"0\",\"MessageId\":\"m\"}]}");
    private static final Pattern AUTHORIZATION = Pattern.compile(
            "AWS4-HMAC-SHA256 Credential=(\\w+)/([0-9]{8})/([^,]+), SignedHeaders=([^,]+), Signature=([0-9a-f]+)");

    private final Receiver sts = new Receiver(Reply.of(
            200,
            "<AssumeRoleResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><AssumeRoleResult><Credentials>"
                    + "<AccessKeyId>ASIASESSION</AccessKeyId><SecretAccessKey>" + SECRET + "</SecretAccessKey>"
                    + "<SessionToken>the-session-token</SessionToken><Expiration>"
                    + Instant.now().plus(Duration.ofHours(1))
                    + "</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>",
            "Content-Type: text/xml"));

    AwsApiTest() {
        super(TAKEN);
    }

    @AfterEach
    void closeSts() {
        sts.close();
    }

    private Client open(Map<String, String> settings) throws SettingsException {
        OperatorSettings operator = OperatorSettings.DEFAULTS
                .withEndpoints(Endpoints.of(Service.SQS, receiver.url("")).with(Service.STS, sts.url("")))
                .withStsKeys(new AwsKeys("AKIDOPERATOR", "secret-of-the-operator"));
        return Integrations.standard(transport, operator).open(Streams.stream(ApiType.AWS_SQS, settings));
    }

    private Client openWithKeys() throws SettingsException {
        return open(Map.of("queue_url", QUEUE, "access_key_id", "AKIDEXAMPLE", "secret_access_key", SECRET));
    }

    private Client openWithRole() throws SettingsException {
        return open(Map.of("queue_url", QUEUE, "role_arn", "arn:aws:iam::123456789012:role/data-stream"));
    }

    @Test
    void whatIsSignedIsWhatIsSent() throws Exception {
        try (Client client = openWithKeys()) {
            assertThat(Sent.of(client, Documents.batch(1))).isEqualTo(Outcome.delivered(200));
        }
        Received call = receiver.received().get(0);
        assertThat(call.line()).isEqualTo("POST / HTTP/1.1");
        assertThat(call.headers())
                .containsEntry("content-type", "application/x-amz-json-1.0")
                .containsEntry("x-amz-target", "AmazonSQS.SendMessageBatch");
        Matcher said =
                AUTHORIZATION.matcher(Objects.requireNonNull(call.headers().get("authorization")));
        assertThat(said.matches()).isTrue();
        assertThat(said.group(1)).isEqualTo("AKIDEXAMPLE");
        assertThat(said.group(3)).isEqualTo("eu-central-1/sqs/aws4_request");
        assertThat(List.of(said.group(4).split(";", -1)))
                .contains("content-type", "host", "x-amz-date", "x-amz-target");
        assertThat(said.group(5)).isEqualTo(signature(call, said));
    }

    /** Computed by AWS's description of signature version 4, not by the SDK. */
    private static String signature(Received call, Matcher said) throws GeneralSecurityException {
        StringBuilder canonical = new StringBuilder("POST\n/\n\n");
        for (String header : said.group(4).split(";", -1)) {
            canonical
                    .append(header)
                    .append(':')
                    .append(call.headers().get(header))
                    .append('\n');
        }
        canonical.append('\n').append(said.group(4)).append('\n').append(hash(call.body()));
        String scope = said.group(2) + "/" + said.group(3);
        String toSign = "AWS4-HMAC-SHA256\n" + call.headers().get("x-amz-date") + "\n" + scope + "\n"
                + hash(canonical.toString().getBytes(UTF_8));
        byte[] key = ("AWS4" + SECRET).getBytes(UTF_8);
        for (String each : scope.split("/", -1)) {
            key = hmac(key, each);
        }
        return HexFormat.of().formatHex(hmac(key, toSign));
    }

    private static String hash(byte[] bytes) throws GeneralSecurityException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    private static byte[] hmac(byte[] key, String text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(text.getBytes(UTF_8));
    }

    @Test
    void aRoleIsAssumedAndItsSessionReplacedWhenItIsRefused() throws Exception {
        receiver.reply(Reply.inTurn(
                TAKEN,
                Reply.of(403, "{\"__type\":\"com.amazon.coral.service#ExpiredTokenException\",\"message\":\"over\"}"),
                TAKEN));
        try (Client client = openWithRole()) {
            assertThat(Sent.of(client, Documents.batch(1))).isEqualTo(Outcome.delivered(200));
            assertThat(Sent.of(client, Documents.batch(2))).isEqualTo(Outcome.delivered(200));
        }
        assertThat(sts.received()).hasSize(2);
        assertThat(receiver.received())
                .hasSize(3)
                .allSatisfy(
                        call -> assertThat(call.headers()).containsEntry("x-amz-security-token", "the-session-token"));
    }

    @Test
    void aRoleThatCannotBeAssumedIsToldAsSuch() throws Exception {
        sts.reply(Reply.of(
                403,
                "<ErrorResponse><Error><Code>AccessDenied</Code><Message>not you</Message></Error></ErrorResponse>",
                "Content-Type: text/xml"));
        try (Client client = openWithRole()) {
            Outcome outcome = Sent.of(client, Documents.batch(1));
            assertThat(outcome.verdict()).isEqualTo(CONFIGURATION_BROKEN);
            assertThat(outcome.error()).isEqualTo("HTTP 403: AccessDenied: not you");
        }
        assertThat(receiver.received()).isEmpty();
    }

    @Test
    void signsWithTheServicesTimeWhereOursIsWrong() throws Exception {
        receiver.reply(Reply.inTurn(
                Reply.of(
                        403,
                        "{\"__type\":\"InvalidSignatureException\",\"message\":\"Signature not yet current\"}",
                        "Date: Wed, 01 Jan 2020 12:00:00 GMT"),
                TAKEN));
        try (Client client = openWithKeys()) {
            assertThat(Sent.of(client, Documents.batch(1))).isEqualTo(Outcome.delivered(200));
        }
        assertThat(receiver.received().get(1).headers().get("x-amz-date")).startsWith("20200101T120");
    }

    @ParameterizedTest
    @CsvSource({
        "400, com.amazonaws.sqs#RequestThrottled, TRY_AGAIN",
        "400, KmsThrottled, TRY_AGAIN",
        "400, com.amazonaws.sqs#BatchRequestTooLong, CONTENT_REFUSED",
        "400, com.amazonaws.sqs#QueueDoesNotExist, CONFIGURATION_BROKEN",
        "400, com.amazonaws.sqs#KmsAccessDenied, CONFIGURATION_BROKEN",
        "403, AccessDeniedException:http://internal.amazon.com/coral/com.amazon.coral.service/, CONFIGURATION_BROKEN"
    })
    void tellsErrorsByTheirCodes(int status, String type, DeliveryAttempt.Outcome verdict) throws Exception {
        receiver.reply(Reply.of(status, "{\"__type\":\"" + type + "\",\"message\":\"since so\"}"));
        try (Client client = openWithKeys()) {
            Outcome outcome = Sent.of(client, Documents.batch(1));
            assertThat(outcome.verdict()).isEqualTo(verdict);
            assertThat(outcome.error())
                    .isEqualTo("HTTP " + status + ": " + type.replaceAll("^.*#|:.*$", "") + ": since so");
        }
    }

    @Test
    void anAnswerThatBreaksOffIsNoDelivery() throws Exception {
        receiver.reply(Reply.of(200, "{\"Successful\":[{\"Id\":\"0\""));
        try (Client client = openWithKeys()) {
            assertThat(Sent.of(client, Documents.batch(1)))
                    .isEqualTo(Outcome.tryAgain(200, "HTTP 200, but the answer is about 0 messages of 1", null));
        }
    }
}
