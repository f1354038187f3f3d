package io.datastreamer.connectors.rest;

import io.datastreamer.connectors.conformance.AgainstReceiver;
import io.datastreamer.connectors.conformance.Documents;
import io.datastreamer.connectors.conformance.Reply;
import io.datastreamer.connectors.conformance.Sent;
import io.datastreamer.connectors.http.HttpSettings;
import io.datastreamer.connectors.http.HttpTransport;
import io.datastreamer.connectors.secrets.Keyset;
import io.datastreamer.connectors.secrets.SealedBodies;
import io.datastreamer.connectors.spi.Client;
import io.datastreamer.connectors.spi.Outcome;
import io.datastreamer.contract.Exchange;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import static io.datastreamer.connectors.secrets.SealedBodies.REQUEST;
import static io.datastreamer.connectors.secrets.SealedBodies.RESPONSE;
import static org.assertj.core.api.Assertions.assertThat;

/** Outcomes record what went over the wire, without secrets. */
class RestExchangeTest extends AgainstReceiver {
    private final SealedBodies bodies = new SealedBodies(Keyset.create());
    private final HttpSettings allowed = HttpSettings.DEFAULTS.withEgressAllow(List.of("127.0.0.0/8"));
    private final HttpTransport telling = new HttpTransport(allowed.withExchanges(bodies));

    RestExchangeTest() {
        super(Reply.of(200, "ok"));
    }

    @AfterEach
    void closeIt() {
        telling.close();
    }

    @Test
    void aFailureTellsRequestAnswerAndTimes() throws Exception {
        receiver.reply(Reply.of(503, "out for lunch", "X-Request-Id: r-1", "Set-Cookie: id=1", "X-Auth-Token: t"));
        Exchange exchange = failed(telling, Map.of("url", receiver.url("/in")), 1, 2);

        Exchange.Request request = exchange.request();
        String sent = receiver.received().get(0).text();
        assertThat(request.line()).isEqualTo("POST /in HTTP/1.1");
        assertThat(request.headers())
                .contains(
                        new Exchange.Header("Content-Type", "application/json"),
                        new Exchange.Header("Content-Length", String.valueOf(request.bodyBytes())),
                        new Exchange.Header("Host", "127.0.0.1:" + receiver.port()));
        assertThat(request.bodyBytes()).isEqualTo(sent.getBytes(StandardCharsets.UTF_8).length);
        assertThat(request.truncated()).isFalse();
        assertThat(opened(request.bodySealed(), REQUEST)).isEqualTo(sent);

        Exchange.Response response = Objects.requireNonNull(exchange.response());
        assertThat(response.status()).isEqualTo(503);
        assertThat(response.headers())
                .contains(
                        new Exchange.Header("X-Request-Id", "r-1"),
                        new Exchange.Header("Set-Cookie", "***"),
                        new Exchange.Header("X-Auth-Token", "***"));
        assertThat(opened(response.bodySealed(), RESPONSE)).isEqualTo("out for lunch");
        // each body is bound to its member
        assertThat(bodies.open(Objects.requireNonNull(response.bodySealed()), 7, "stream-1", REQUEST))
                .isNull();
        assertThat(bodies.open(Objects.requireNonNull(response.bodySealed()), 8, "stream-1", RESPONSE))
                .isNull();

        Exchange.Timing timing = exchange.timing();
        assertThat(timing.connect()).isNotNull();
        assertThat(timing.tls()).isNull();
        assertThat(timing.firstByte()).isNotNull().isLessThanOrEqualTo(timing.end());
    }

    @Test
    void noSecretIsInIt() throws Exception {
        receiver.reply((request, wire) -> Reply.of(
                        500,
                        "you sent " + request.headers().get("authorization"),
                        "X-Echo: " + request.headers().get("x-tenant"),
                        "X-Query: " + request.line().replaceAll("[^=]*=(\\w+).*", "$1"))
                .to(request, wire));
        Exchange exchange = failed(
                telling,
                Map.of(
                        "url",
                        receiver.url("/in"),
                        "query",
                        "key=querysecret",
                        "authorization",
                        "Bearer tokensecret",
                        "headers",
                        Map.of("X-Tenant", "tenantsecret", "User-Agent", "agentsecret"),
                        "signing_secret",
                        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"),
                1);

        assertThat(receiver.received().get(0).line()).contains("querysecret");
        assertThat(exchange.toString()).doesNotContain("secret", "whsec");
        assertThat(exchange.request().line()).isEqualTo("POST /in?*** HTTP/1.1");
        assertThat(exchange.request().headers())
                .contains(
                        new Exchange.Header("Authorization", "***"),
                        new Exchange.Header("X-Tenant", "***"),
                        new Exchange.Header("User-Agent", "***"))
                .anyMatch(header ->
                        header.name().equals("webhook-id") && !header.value().equals("***"));
        Exchange.Response response = Objects.requireNonNull(exchange.response());
        assertThat(response.headers())
                .contains(new Exchange.Header("X-Echo", "***"), new Exchange.Header("X-Query", "***"));
        assertThat(response.bodySealed()).as("it repeats a secret").isNull();
    }

    @Test
    void longBodiesAreCutAndCompressedOnesShownAsTheyWere() throws Exception {
        receiver.reply(Reply.of(500, "x".repeat(5000)));
        long[] many = LongStream.rangeClosed(1, 1000).toArray();
        Exchange plain = failed(telling, Map.of("url", receiver.url("/in")), many);
        String sent = receiver.received().get(0).text();
        assertThat(opened(plain.request().bodySealed(), REQUEST))
                .startsWith(sent.substring(0, 60_000))
                .satisfies(text ->
                        assertThat(text.getBytes(StandardCharsets.UTF_8)).hasSize(64 * 1024));
        assertThat(plain.request().truncated()).isTrue();
        Exchange.Response response = Objects.requireNonNull(plain.response());
        assertThat(opened(response.bodySealed(), RESPONSE)).isEqualTo("x".repeat(4096));
        assertThat(response.truncated()).isTrue();

        Exchange zipped = failed(telling, Map.of("url", receiver.url("/in"), "compression", "gzip"), 1, 2, 3);
        byte[] wire = receiver.received().get(1).body();
        assertThat(zipped.request().bodyBytes()).isEqualTo(wire.length);
        assertThat(opened(zipped.request().bodySealed(), REQUEST))
                .isEqualTo("[" + Documents.json(1) + "," + Documents.json(2) + "," + Documents.json(3) + "]");
    }

    @Test
    void withoutAConnectionThereIsNoAnswer() throws Exception {
        receiver.close();
        Exchange exchange = failed(telling, Map.of("url", receiver.url("/in")), 1);
        assertThat(exchange.request().line()).isEqualTo("POST /in HTTP/1.1");
        assertThat(exchange.response()).isNull();
        assertThat(exchange.timing().connect()).isNotNull();
        assertThat(exchange.timing().firstByte()).isNull();
    }

    @Test
    void ofSuccessesOneAMinuteIsTold() throws Exception {
        try (Client client = Rest.open(telling, Map.of("url", receiver.url("/in")))) {
            assertThat(Sent.of(client, Documents.batch(1)).exchange()).isNotNull();
            assertThat(Sent.of(client, Documents.batch(2)).exchange()).isNull();
            receiver.reply(Reply.of(500, ""));
            assertThat(Sent.of(client, Documents.batch(3)).exchange())
                    .extracting(Exchange::timing)
                    .extracting(Exchange.Timing::connect)
                    .as("the connection was open")
                    .isNull();
        }
    }

    @Test
    void bodiesAreToldWhereThatIsWantedAndNothingWhereItIsNot() throws Exception {
        receiver.reply(Reply.of(500, "no"));
        try (HttpTransport headersOnly = new HttpTransport(allowed.withExchanges(null))) {
            Exchange exchange = failed(headersOnly, Map.of("url", receiver.url("/in")), 1);
            assertThat(exchange.request().bodySealed()).isNull();
            assertThat(Objects.requireNonNull(exchange.response()).bodySealed()).isNull();
        }
        assertThat(Rest.send(transport, receiver.url("/in")).exchange()).isNull();
    }

    private static Exchange failed(HttpTransport transport, Map<String, ?> settings, long... ids) throws Exception {
        try (Client client = Rest.open(transport, settings)) {
            Outcome outcome = Sent.of(client, Documents.batch(ids));
            return Objects.requireNonNull(outcome.exchange(), outcome.toString());
        }
    }

    private String opened(@Nullable String sealed, String member) {
        byte[] body = bodies.open(Objects.requireNonNull(sealed), 7, "stream-1", member);
        return new String(Objects.requireNonNull(body), StandardCharsets.UTF_8);
    }
}
