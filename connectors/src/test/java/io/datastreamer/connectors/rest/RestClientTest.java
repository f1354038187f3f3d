package io.datastreamer.connectors.rest;

import io.datastreamer.connectors.conformance.AgainstReceiver;
import io.datastreamer.connectors.conformance.Documents;
import io.datastreamer.connectors.conformance.Received;
import io.datastreamer.connectors.conformance.Reply;
import io.datastreamer.connectors.conformance.Sent;
import io.datastreamer.connectors.http.HttpSettings;
import io.datastreamer.connectors.http.HttpTransport;
import io.datastreamer.connectors.settings.SettingsException;
import io.datastreamer.connectors.spi.Batch;
import io.datastreamer.connectors.spi.Client;
import io.datastreamer.connectors.spi.Outcome;
import io.datastreamer.contract.DeliveryAttempt;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import static io.datastreamer.contract.DeliveryAttempt.Outcome.CONFIGURATION_BROKEN;
import static io.datastreamer.contract.DeliveryAttempt.Outcome.CONTENT_REFUSED;
import static io.datastreamer.contract.DeliveryAttempt.Outcome.DELIVERED;
import static io.datastreamer.contract.DeliveryAttempt.Outcome.TRY_AGAIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class RestClientTest extends AgainstReceiver {
    RestClientTest() {
        super(Reply.of(200, "ok"));
    }

    @Test
    void sendsAnArrayOfTheDocumentsWithItsExactLength() throws SettingsException {
        Client client = Rest.open(transport, Map.of("url", receiver.url("/in?key=abc")));

        assertThat(Sent.of(client, Documents.batch(1, 22, 333))).isEqualTo(Outcome.delivered(200));

        Received request = receiver.received().get(0);
        String expected = "[" + Documents.json(1) + "," + Documents.json(22) + "," + Documents.json(333) + "]";
        assertThat(request.line()).isEqualTo("POST /in?key=abc HTTP/1.1");
        assertThat(request.text()).isEqualTo(expected);
        assertThat(request.headers())
                .containsEntry("content-type", "application/json")
                .containsEntry("content-length", String.valueOf(expected.getBytes(StandardCharsets.UTF_8).length))
                .containsEntry("user-agent", "data-streamer")
                .doesNotContainKeys("transfer-encoding", "authorization", "webhook-id", "webhook-signature");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH"})
    void sendsTheDocumentAsItIsByTheMethodThatIsWanted(String method) throws Exception {
        Map<String, String> settings =
                Map.of("url", receiver.url("/in"), "method", method, "body", "object", "compression", "gzip");
        Client client = Rest.openSingle(transport, settings);

        assertThat(Sent.of(client, Documents.batch(22))).isEqualTo(Outcome.delivered(200));

        Received request = receiver.received().get(0);
        assertThat(request.line()).isEqualTo(method + " /in HTTP/1.1");
        assertThat(plain(request)).isEqualTo(Documents.json(22));
    }

    @Test
    void sendsAnArrayByTheMethodThatIsWanted() throws SettingsException {
        Client client = Rest.open(transport, Map.of("url", receiver.url("/in"), "method", "PUT", "body", "object"));

        assertThat(Sent.of(client, Documents.batch(1, 22))).isEqualTo(Outcome.delivered(200));

        Received request = receiver.received().get(0);
        assertThat(request.line()).isEqualTo("PUT /in HTTP/1.1");
        assertThat(request.text()).isEqualTo("[" + Documents.json(1) + "," + Documents.json(22) + "]");
    }

    @Test
    void sendsTheSecondForm() throws SettingsException {
        Map<String, String> settings = Map.of("url", receiver.url("/in"), "format", "v2");

        assertThat(Sent.of(Rest.open(transport, settings), Documents.batch(1, 22)))
                .isEqualTo(Outcome.delivered(200));

        Received request = receiver.received().get(0);
        String first = "[" + Documents.json(1) + "," + Documents.json(22) + "]";
        assertThat(request.headers()).containsEntry("content-type", "application/json");
        assertThat(request.text()).isEqualTo(first.replace(".000+0000", "Z"));
    }

    @Test
    void sendsALargeBatchInFull() throws SettingsException {
        long[] ids = LongStream.rangeClosed(1, 3000).toArray();
        Client client = Rest.open(transport, Map.of("url", receiver.url("/in")));

        assertThat(Sent.of(client, Documents.batch(ids)).verdict()).isEqualTo(DELIVERED);

        assertThat(receiver.received().get(0).text())
                .isEqualTo(LongStream.of(ids).mapToObj(Documents::json).collect(Collectors.joining(",", "[", "]")));
    }

    @Test
    void sendsTheCustomersHeaders() throws SettingsException {
        Client client = Rest.open(
                transport,
                Map.of(
                        "url", receiver.url("/in"),
                        "authorization", "Bearer the-token",
                        "headers", Map.of("X-Tenant", "seven", "User-Agent", "mine")));

        Sent.of(client, Documents.batch(1));

        assertThat(receiver.received().get(0).headers())
                .containsEntry("authorization", "Bearer the-token")
                .containsEntry("x-tenant", "seven")
                .containsEntry("user-agent", "mine");
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 202, 204, 206, 226, 299})
    void takesAny2xxForDelivered(int status) throws SettingsException {
        receiver.reply(Reply.of(status, ""));

        assertThat(send()).isEqualTo(Outcome.delivered(status));
    }

    @ParameterizedTest
    @ValueSource(ints = {300, 301, 302, 303, 304, 307, 308, 408, 425, 429, 500, 501, 502, 503, 504, 507, 599})
    void triesAgainAfter(int status) throws SettingsException {
        assertVerdict(status, TRY_AGAIN);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 413, 422})
    void takesForARefusalOfTheContent(int status) throws SettingsException {
        assertVerdict(status, CONTENT_REFUSED);
    }

    @ParameterizedTest
    @ValueSource(
            ints = {401, 402, 403, 404, 405, 406, 407, 409, 410, 411, 412, 414, 415, 417, 418, 421, 426, 428, 431, 451})
    void takesForABrokenConfiguration(int status) throws SettingsException {
        assertVerdict(status, CONFIGURATION_BROKEN);
    }

    @Test
    void takesAnAnswerThatOkHttpDoesNotLikeForWhatItSays() throws SettingsException {
        receiver.reply(Reply.of(204, "a body that may not be there"));
        assertThat(send()).isEqualTo(Outcome.delivered(204));

        receiver.reply(Reply.of(503, "later", "Retry-After: 99999999999"));
        assertThat(send().retryAfter()).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void takes2xxForDeliveredThoughItsBodyBreaksOff() throws SettingsException {
        receiver.reply((request, wire) -> {
            wire.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
            wire.reset();
        });

        assertThat(send()).isEqualTo(Outcome.delivered(200));
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 400, 503})
    void takesAnAnswerWhoseBodyNeverEndsForWhatItsHeadSays(int status) throws SettingsException {
        // the connection stays open as long as the client allows: without a limit, until the deadline
        receiver.reply((request, wire) -> {
            wire.write("HTTP/1.1 " + status + " Status\r\n\r\nbecause");
            wire.waitForHangUp();
        });

        Outcome outcome = send();

        assertThat(outcome.remoteStatus()).isEqualTo(status);
        assertThat(outcome.cause()).isEqualTo(Outcome.Cause.ANSWER);
        await().until(() -> receiver.openConnections() == 0);
    }

    @Test
    void keepsAConnectionWhoseBodyWasReadWithinItsSecond() throws SettingsException {
        try (Client client = Rest.open(transport, Map.of("url", receiver.url("/in")))) {
            for (int i = 0; i < 3; i++) {
                assertThat(Sent.of(client, Documents.batch(1))).isEqualTo(Outcome.delivered(200));
            }
            // longer than the second that the first body was given
            receiver.reply((request, wire) -> {
                wire.isHungUpWithin(1500);
                Reply.of(200, "late").to(request, wire);
            });

            assertThat(Sent.of(client, Documents.batch(2))).isEqualTo(Outcome.delivered(200));
        }
        assertThat(receiver.connections()).isEqualTo(1);
    }

    @Test
    void dialsAnewOnceForEachWhereTheReceiverHasClosedAllIdleConnections() throws Exception {
        int window = 8;
        CyclicBarrier allHere = new CyclicBarrier(window);
        receiver.reply((request, wire) -> {
            meet(allHere);
            Reply.of(200, "ok").to(request, wire);
            wire.close();
        });
        try (Client client = Rest.open(transport, Map.of("url", receiver.url("/in")))) {
            for (int burst = 1; burst <= 4; burst++) {
                List<Sent> sent = Stream.generate(() -> Sent.start(client, Documents.batch(1)))
                        .limit(window)
                        .toList();

                assertThat(sent).allSatisfy(each -> assertThat(each.outcome()).isEqualTo(Outcome.delivered(200)));
                await().until(() -> receiver.openConnections() == 0);
            }
        }
        assertThat(receiver.received()).hasSize(4 * window);
    }

    private static void meet(CyclicBarrier barrier) throws IOException {
        try {
            barrier.await();
        } catch (BrokenBarrierException | InterruptedException e) {
            throw new IOException(e);
        }
    }

    @Test
    void readsAnAnswerThatComesBeforeTheRequestIsRead() throws SettingsException {
        receiver.reply((request, wire) -> {
            wire.write("HTTP/1.1 413 Too Large\r\nConnection: close\r\nContent-Length: 3\r\n\r\nbig");
            wire.close();
        });

        assertThat(send()).isEqualTo(Outcome.contentRefused(413, "HTTP 413: big"));
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 502, 503, 504, 599})
    void honoursRetryAfter(int status) throws SettingsException {
        receiver.reply(Reply.of(status, "", "Retry-After: 120"));

        assertThat(send().retryAfter()).isEqualTo(Duration.ofMinutes(2));
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 401, 408})
    void honoursRetryAfterNowhereElse(int status) throws SettingsException {
        receiver.reply(Reply.of(status, "", "Retry-After: 120"));

        assertThat(send().retryAfter()).isNull();
    }

    @Test
    void compressesWhereThatIsAskedFor() throws Exception {
        Client client = Rest.open(transport, Map.of("url", receiver.url("/in"), "compression", "gzip"));
        long[] ids = LongStream.rangeClosed(1, 500).toArray();

        assertThat(Sent.of(client, Documents.batch(ids))).isEqualTo(Outcome.delivered(200));

        Received request = receiver.received().get(0);
        assertThat(request.headers())
                .containsEntry("content-encoding", "gzip")
                .containsEntry("content-type", "application/json")
                .containsEntry("content-length", String.valueOf(request.body().length));
        assertThat(plain(request))
                .isEqualTo(LongStream.of(ids).mapToObj(Documents::json).collect(Collectors.joining(",", "[", "]")));
    }

    @Test
    void learnsFromA415ThatNothingIsToBeCompressed() throws Exception {
        receiver.reply((request, wire) -> Reply.of(request.headers().containsKey("content-encoding") ? 415 : 200, "")
                .to(request, wire));
        Client client = Rest.open(transport, Map.of("url", receiver.url("/in"), "compression", "gzip"));

        assertThat(Sent.of(client, Documents.batch(1))).isEqualTo(Outcome.delivered(200));
        assertThat(Sent.of(client, Documents.batch(2))).isEqualTo(Outcome.delivered(200));

        assertThat(receiver.received())
                .extracting(request -> request.headers().get("content-encoding"))
                .containsExactly("gzip", null, null);
        assertThat(receiver.received().get(1).text()).isEqualTo("[" + Documents.json(1) + "]");
    }

    /** They see broken JSON, or a wrong signature. */
    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 422})
    void learnsThatAReceiverDoesNotDecompress(int status) throws Exception {
        receiver.reply((request, wire) -> Reply.of(request.headers().containsKey("content-encoding") ? status : 200, "")
                .to(request, wire));
        Client client = Rest.open(transport, Map.of("url", receiver.url("/in"), "compression", "gzip"));

        assertThat(Sent.of(client, Documents.batch(1))).isEqualTo(Outcome.delivered(200));
        assertThat(Sent.of(client, Documents.batch(2))).isEqualTo(Outcome.delivered(200));

        assertThat(receiver.received())
                .extracting(request -> request.headers().get("content-encoding"))
                .containsExactly("gzip", null, null);
    }

    @Test
    void goesOnCompressingForWhoHasTakenThatBefore() throws Exception {
        Client client = Rest.open(transport, Map.of("url", receiver.url("/in"), "compression", "gzip"));
        receiver.reply(Reply.of(400, "not this one"));
        assertThat(Sent.of(client, Documents.batch(1)).verdict()).isEqualTo(CONTENT_REFUSED);
        receiver.reply(Reply.of(200, ""));
        Sent.of(client, Documents.batch(2));
        receiver.reply(Reply.of(400, "not this one"));
        assertThat(Sent.of(client, Documents.batch(3)).verdict()).isEqualTo(CONTENT_REFUSED);

        assertThat(receiver.received())
                .extracting(request -> request.headers().get("content-encoding"))
                .containsExactly("gzip", null, "gzip", "gzip");
    }

    @Test
    void takesA415ForABrokenConfigurationWhereNothingIsCompressed() throws SettingsException {
        receiver.reply(Reply.of(415, "no"));
        Client client = Rest.open(transport, Map.of("url", receiver.url("/in"), "compression", "gzip"));

        assertThat(Sent.of(client, Documents.batch(1)).verdict()).isEqualTo(CONFIGURATION_BROKEN);
        assertThat(receiver.received()).hasSize(2);
    }

    private static String plain(Received request) throws IOException {
        try (GZIPInputStream body = new GZIPInputStream(new ByteArrayInputStream(request.body()))) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void tellsWhatTheReceiverSaid() throws SettingsException {
        receiver.reply(Reply.of(400, "{\"error\":\n  \"field x is missing\"}"));

        assertThat(send().error()).isEqualTo("HTTP 400: {\"error\": \"field x is missing\"}");
    }

    @Test
    void tellsNoSecretThatTheReceiverRepeats() throws SettingsException {
        String password = Base64.getEncoder().encodeToString("user:secret-password".getBytes(StandardCharsets.UTF_8));
        receiver.reply((request, wire) ->
                Reply.of(400, request.line() + request.headers()).to(request, wire));
        Client client = Rest.open(
                transport,
                Map.of(
                        "url", receiver.url("/in?key=query-secret"),
                        "authorization", "Basic " + password,
                        "headers", Map.of("X-Key", "header-secret")));

        Outcome outcome = Sent.of(client, Documents.batch(1));

        assertThat(receiver.received().get(0).headers().toString()).contains(password, "header-secret");
        assertThat(outcome.error()).isEqualTo("HTTP 400");
        assertThat(client.target()).isEqualTo(receiver.url("/in"));
    }

    @Test
    void looksNothingUpAndWritesNothingInTheCallersThread() throws SettingsException {
        Thread[] lookedUpBy = new Thread[1];
        HttpTransport watched = new HttpTransport(
                HttpSettings.DEFAULTS,
                host -> {
                    lookedUpBy[0] = Thread.currentThread();
                    throw new UnknownHostException(host);
                },
                null);
        try (watched) {
            Rest.send(watched, "http://receiver.customer.test/");
        }

        assertThat(lookedUpBy[0]).isNotNull().isNotSameAs(Thread.currentThread());
        assertThat(lookedUpBy[0].isDaemon()).isTrue();
    }

    private void assertVerdict(int status, DeliveryAttempt.Outcome verdict) throws SettingsException {
        receiver.reply(Reply.of(status, "because", "Location: /elsewhere"));

        Outcome outcome = send();

        assertThat(outcome.verdict()).isEqualTo(verdict);
        assertThat(outcome.remoteStatus()).isEqualTo(status);
        assertThat(outcome.error()).startsWith("HTTP " + status);
        assertThat(receiver.received()).hasSize(1);
    }

    private Outcome send() throws SettingsException {
        try (Client client = Rest.open(transport, Map.of("url", receiver.url("/in")))) {
            Batch batch = Documents.batch(1, 2);
            return Sent.of(client, batch);
        }
    }
}
