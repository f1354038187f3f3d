package io.datastreamer.connectors.conformance;

import io.datastreamer.connectors.Integrations;
import io.datastreamer.connectors.OperatorSettings;
import io.datastreamer.connectors.http.HttpSettings;
import io.datastreamer.connectors.http.HttpTransport;
import io.datastreamer.connectors.settings.SettingsException;
import io.datastreamer.connectors.spi.Batch;
import io.datastreamer.connectors.spi.Client;
import io.datastreamer.connectors.spi.Outcome;
import io.datastreamer.contract.DeliveryAttempt;
import io.datastreamer.contract.StreamConfiguration;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import static io.datastreamer.contract.DeliveryAttempt.Outcome.CONFIGURATION_BROKEN;
import static io.datastreamer.contract.DeliveryAttempt.Outcome.CONTENT_REFUSED;
import static io.datastreamer.contract.DeliveryAttempt.Outcome.DELIVERED;
import static io.datastreamer.contract.DeliveryAttempt.Outcome.TRY_AGAIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests what every integration that speaks HTTP must do, whatever the receiver does. Each integration has a test class
 * that extends this one, configures its stream and defines its receiver's answers.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class IntegrationConformance {
    static {
        Awaitility.setDefaultTimeout(Duration.ofMinutes(2));
    }

    private static final HttpSettings SETTINGS = HttpSettings.DEFAULTS.withEgressAllow(List.of("127.0.0.0/8"));
    private static final Duration DEADLINE = Duration.ofSeconds(1);

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** For receivers that answer: enough time on the busiest machine. */
    private final HttpTransport patient = new HttpTransport(SETTINGS);

    /** For receivers that do not. */
    private final HttpTransport hasty = new HttpTransport(SETTINGS.withTimeouts(DEADLINE, DEADLINE, DEADLINE));

    private final List<AutoCloseable> toClose = new ArrayList<>();

    /** A stream that sends to this URL. */
    protected abstract StreamConfiguration streamTo(String url);

    /** A batch that the integration accepts. */
    protected Batch documents(long... ids) {
        return Documents.batch(ids);
    }

    /** The operator's settings if customers do not choose the address: services are at this base address. */
    protected OperatorSettings operatorFor(String base) {
        return OperatorSettings.DEFAULTS;
    }

    /** The receiver's answer to accepted documents. */
    protected abstract Reply accepts();

    /** The receiver's answer to content that it refuses. */
    protected abstract Reply refusesContent();

    /** The receiver's answer to a wrong configuration. */
    protected abstract Reply refusesConfiguration();

    /** The ids of the documents in a request, in their order. */
    protected abstract List<Long> idsIn(Received request);

    @AfterEach
    void closeClientsAndReceivers() throws Exception {
        for (AutoCloseable each : toClose) {
            each.close();
        }
        toClose.clear();
    }

    @AfterAll
    void closeTransports() {
        patient.close();
        hasty.close();
    }

    @Test
    void delivers() throws SettingsException {
        Receiver receiver = receiver(accepts());
        Client client = open(patient, receiver);

        Outcome outcome = Sent.of(client, batch(client));

        assertThat(outcome.verdict()).isEqualTo(DELIVERED);
        assertThat(outcome.error()).isNull();
        assertThat(receiver.received()).hasSize(1);
        assertThat(idsIn(receiver.received().get(0))).isEqualTo(ids(client));
    }

    @Test
    void keepsTheConnectionForTheNextBatch() throws SettingsException {
        Receiver receiver = receiver(accepts());
        Client client = open(patient, receiver);

        for (int i = 0; i < 10; i++) {
            assertThat(Sent.of(client, batch(client)).verdict()).isEqualTo(DELIVERED);
        }

        assertThat(receiver.received()).hasSize(10);
        assertThat(receiver.connections()).isEqualTo(1);
    }

    @Test
    void closesItsConnectionWithTheClient() throws SettingsException {
        Receiver receiver = receiver(accepts());
        Client client = open(patient, receiver);
        assertThat(Sent.of(client, batch(client)).verdict()).isEqualTo(DELIVERED);
        assertThat(receiver.openConnections()).isEqualTo(1);

        client.close();

        awaitNoConnection(receiver);
    }

    @Test
    void sendsTheSameBatchAgainAsTheSameBytes() throws SettingsException {
        Receiver receiver = receiver(Reply.inTurn(Reply.of(500, "not now"), accepts()));
        Client client = open(patient, receiver);
        Batch batch = batch(client);

        assertThat(Sent.of(client, batch).verdict()).isEqualTo(TRY_AGAIN);
        client.close();
        Client restarted = open(patient, receiver);
        assertThat(Sent.of(restarted, batch).verdict()).isEqualTo(DELIVERED);

        assertThat(receiver.received()).hasSize(2);
        assertThat(receiver.received().get(1).body())
                .isEqualTo(receiver.received().get(0).body());
        assertThat(receiver.received().get(1).headers().get("webhook-id"))
                .isEqualTo(receiver.received().get(0).headers().get("webhook-id"));
    }

    @Test
    void refusesPoisonAndNothingElse() throws SettingsException {
        Receiver receiver = receiver(
                (request, wire) -> (idsIn(request).contains(13L) ? refusesContent() : accepts()).to(request, wire));
        Client client = open(patient, receiver);

        if (client.limits().maxRecords() > 1) {
            assertThat(Sent.of(client, documents(12, 13, 14)).verdict()).isEqualTo(CONTENT_REFUSED);
        }
        assertThat(Sent.of(client, documents(12)).verdict()).isEqualTo(DELIVERED);
        assertThat(Sent.of(client, documents(13)).verdict()).isEqualTo(CONTENT_REFUSED);
        assertThat(Sent.of(client, documents(14)).verdict()).isEqualTo(DELIVERED);
    }

    @Test
    void holdsOnABrokenConfiguration() throws SettingsException {
        Client client = open(patient, receiver(refusesConfiguration()));

        assertThat(Sent.of(client, batch(client)).verdict()).isEqualTo(CONFIGURATION_BROKEN);
    }

    @Test
    void triesAgainWhenThrottledAndWaitsAsAsked() throws SettingsException {
        Client client = open(patient, receiver(Reply.of(429, "slow down", "Retry-After: 17")));

        assertOutcome(Sent.of(client, batch(client)), TRY_AGAIN, 429);
        assertThat(Sent.of(client, batch(client)).retryAfter()).isEqualTo(Duration.ofSeconds(17));
    }

    @Test
    void triesAgainOnAServerError() throws SettingsException {
        for (int status : new int[] {500, 502, 503, 504}) {
            Client client = open(patient, receiver(Reply.of(status, "broken")));
            assertOutcome(Sent.of(client, batch(client)), TRY_AGAIN, status);
        }
    }

    @Test
    void asksOnceWhateverAnAnswerInvitesTo() throws SettingsException {
        for (Reply invitation : List.of(
                Reply.of(503, "", "Retry-After: 0"),
                Reply.of(503, "", "Retry-After: 99999999999999999999"),
                Reply.of(408, ""),
                Reply.of(421, ""),
                Reply.of(401, "", "WWW-Authenticate: Basic realm=\"x\""),
                Reply.of(407, "", "Proxy-Authenticate: Basic realm=\"x\""),
                Reply.of(307, "", "Location: /elsewhere"))) {
            Receiver receiver = receiver(invitation);
            Client client = open(patient, receiver);

            Outcome outcome = Sent.of(client, batch(client));

            assertThat(outcome.verdict()).isIn(TRY_AGAIN, CONFIGURATION_BROKEN);
            assertThat(receiver.received()).hasSize(1);
        }
    }

    @Test
    void followsNoRedirect() throws SettingsException {
        Receiver elsewhere = receiver(accepts());
        for (int status : new int[] {301, 302, 303, 307, 308}) {
            Receiver receiver = receiver(Reply.of(status, "", "Location: " + elsewhere.url("/")));
            Client client = open(patient, receiver);
            assertOutcome(Sent.of(client, batch(client)), TRY_AGAIN, status);
        }
        assertThat(elsewhere.received()).isEmpty();
    }

    @Test
    void givesUpAtTheDeadlineOnSilence() throws SettingsException {
        assertTimeOut(Reply.silence());
    }

    @Test
    void givesUpAtTheDeadlineOnADrippingHead() throws SettingsException {
        assertTimeOut(Reply.drippingHead());
    }

    @Test
    void givesUpAtTheDeadlineOnInterimAnswersWithoutEnd() throws SettingsException {
        assertTimeOut(Reply.endlessInterim());
    }

    @Test
    void endsAtTheDeadlineOnAHangingBody() throws SettingsException {
        assertEnds(Reply.hangingBody(500), 500);
    }

    @Test
    void endsAtTheDeadlineOnADrippingBody() throws SettingsException {
        assertEnds(Reply.drippingBody(500), 500);
    }

    @Test
    void stopsReadingABodyWithoutEnd() throws SettingsException {
        assertEnds(Reply.endlessBody(500), 500);
    }

    @Test
    void stopsReadingAHeadWithoutEnd() throws SettingsException {
        Receiver receiver = receiver(Reply.endlessHead());
        Client client = open(patient, receiver);

        assertThat(Sent.of(client, batch(client)).verdict()).isEqualTo(TRY_AGAIN);
        awaitNoConnection(receiver);
    }

    @Test
    void triesAgainWhenTheReceiverIsNotThere() throws SettingsException {
        Receiver gone = receiver(accepts());
        gone.close();
        Client client = open(patient, gone);

        assertOutcome(Sent.of(client, batch(client)), TRY_AGAIN, 503);
    }

    @Test
    void triesAgainOnAReset() throws SettingsException {
        Client client = open(patient, receiver(Reply.reset()));

        assertOutcome(Sent.of(client, batch(client)), TRY_AGAIN, 503);
    }

    @Test
    void triesAgainWhenTheReceiverHangsUp() throws SettingsException {
        Receiver receiver = receiver(Reply.hangUp());
        Client client = open(patient, receiver);

        assertOutcome(Sent.of(client, batch(client)), TRY_AGAIN, 503);
        assertThat(receiver.received()).hasSize(1);
    }

    @Test
    void triesAgainOnWhatIsNotHttp() throws SettingsException {
        Client client = open(patient, receiver((request, wire) -> wire.write("SSH-2.0-OpenSSH_9.2\r\n\r\n")));

        assertOutcome(Sent.of(client, batch(client)), TRY_AGAIN, 502);
    }

    @Test
    void deliversThoughTheReceiverClosesSlowly() throws SettingsException {
        Receiver receiver = receiver((request, wire) -> {
            accepts().to(request, wire);
            wire.waitForHangUp();
        });
        Client client = open(patient, receiver);

        assertThat(Sent.of(client, batch(client)).verdict()).isEqualTo(DELIVERED);
    }

    @Test
    void deliversThoughTheReceiverClosedTheIdleConnection() throws SettingsException {
        Receiver receiver = receiver((request, wire) -> {
            accepts().to(request, wire);
            wire.close();
        });
        Client client = open(patient, receiver);

        for (int i = 0; i < 5; i++) {
            assertThat(Sent.of(client, batch(client)).verdict()).isEqualTo(DELIVERED);
            awaitNoConnection(receiver);
        }
        assertThat(receiver.received()).hasSize(5);
    }

    @Test
    void tellsEveryOutcomeOnceWhenClosedWithRequestsOnTheirWay() throws SettingsException {
        Receiver receiver = receiver(Reply.silence());
        Client client = open(patient, receiver);
        List<Sent> sent = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            sent.add(Sent.start(client, batch(client)));
        }
        await().until(() -> receiver.received().size() == 5);

        client.close();

        sent.forEach(each -> assertOutcome(each.outcome(), TRY_AGAIN, 503));
        assertOutcome(Sent.of(client, batch(client)), TRY_AGAIN, 503);
        awaitNoConnection(receiver);
        assertThat(sent).allSatisfy(each -> assertThat(each.outcomes()).hasSize(1));
        assertThat(receiver.received()).hasSize(5);
    }

    @Test
    void oneHangingReceiverDoesNotHoldUpAnother() throws SettingsException {
        Client hanging = open(patient, receiver(Reply.silence()));
        Client healthy = open(patient, receiver(accepts()));
        List<Sent> sent = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            sent.add(Sent.start(hanging, batch(hanging)));
        }

        assertThat(Sent.of(healthy, batch(healthy)).verdict()).isEqualTo(DELIVERED);
        assertThat(sent).allSatisfy(each -> assertThat(each.outcomes()).isEmpty());
    }

    @Test
    void survivesAReceiverOfOutcomesThatThrows() throws SettingsException {
        Receiver receiver = receiver(accepts());
        Client client = open(patient, receiver);

        client.send(batch(client), outcome -> {
            throw new IllegalStateException("the mailbox is closed");
        });
        await().until(() -> receiver.received().size() == 1);

        assertThat(Sent.of(client, batch(client)).verdict()).isEqualTo(DELIVERED);
    }

    @Test
    void tellsOneOutcomeWhateverIsThrownWherever() throws SettingsException {
        Receiver receiver = receiver(accepts());
        Client client = open(patient, receiver);

        for (Throwable failure : List.of(
                new OutOfMemoryError("as if"),
                new InternalError("as if"),
                new StackOverflowError("as if"),
                new NoClassDefFoundError("as if"),
                new AssertionError("as if"),
                new IllegalStateException("as if"))) {
            HostileBatch hostile;
            int places = 0;
            do {
                hostile = HostileBatch.of(batch(client), failure, places++);
                Sent sent = Sent.start(client, hostile.batch());

                Outcome outcome = sent.outcome();
                if (hostile.hasThrown()) {
                    assertThat(outcome.verdict())
                            .as("%s at place %d", failure, places)
                            .isIn(TRY_AGAIN, CONTENT_REFUSED);
                    assertThat(outcome.cause() == Outcome.Cause.JVM_FAILED)
                            .as("%s", outcome)
                            .isEqualTo(failure instanceof OutOfMemoryError || failure instanceof InternalError);
                }
                assertThat(Sent.of(client, batch(client)).verdict()).isEqualTo(DELIVERED);
                assertThat(sent.outcomes()).hasSize(1);
            } while (hostile.hasThrown());
            assertThat(places).as("places where %s was thrown", failure).isGreaterThan(2);
        }
    }

    @Test
    void cancelsWhatWaitsForItsTurn() throws SettingsException {
        Receiver receiver = receiver(Reply.silence());
        try (HttpTransport narrow = new HttpTransport(SETTINGS.withMaxRequests(1))) {
            Client client = open(narrow, receiver);
            Sent hanging = Sent.start(client, batch(client));
            await().until(() -> receiver.received().size() == 1);
            Sent waiting = Sent.start(client, batch(client));

            waiting.cancel();

            assertCancelled(waiting);
            assertThat(hanging.outcomes()).isEmpty();
            hanging.cancel();
            assertCancelled(hanging);
            assertThat(receiver.received()).hasSize(1);
        }
    }

    @Test
    void cancelsARequestThatHangs() throws SettingsException {
        Receiver receiver = receiver(Reply.inTurn(Reply.silence(), accepts()));
        Client client = open(patient, receiver);
        Sent hanging = Sent.start(client, batch(client));
        await().until(() -> receiver.received().size() == 1);

        hanging.cancel();
        hanging.cancel();

        assertCancelled(hanging);
        awaitNoConnection(receiver);
        assertThat(Sent.of(client, batch(client)).verdict()).isEqualTo(DELIVERED);
        assertThat(hanging.outcomes()).hasSize(1);
    }

    @Test
    void cancelsNothingOnceThereIsAnOutcome() throws SettingsException {
        Receiver receiver = receiver(accepts());
        Client client = open(patient, receiver);
        Sent sent = Sent.start(client, batch(client));
        assertThat(sent.outcome().verdict()).isEqualTo(DELIVERED);

        sent.cancel();

        assertThat(Sent.of(client, batch(client)).verdict()).isEqualTo(DELIVERED);
        assertThat(receiver.connections()).isEqualTo(1);
        assertThat(sent.outcomes()).hasSize(1);
    }

    private static void assertCancelled(Sent sent) {
        assertOutcome(sent.outcome(), TRY_AGAIN, 504);
        assertThat(sent.outcome().cause()).isEqualTo(Outcome.Cause.NO_ANSWER);
        assertThat(sent.outcome().error()).isEqualTo("cancelled: there was no answer yet");
    }

    private void assertTimeOut(Reply reply) throws SettingsException {
        assertEnds(reply, 504);
    }

    private void assertEnds(Reply reply, int remoteStatus) throws SettingsException {
        Receiver receiver = receiver(reply);
        Client client = open(hasty, receiver);

        assertOutcome(Sent.of(client, batch(client)), TRY_AGAIN, remoteStatus);

        awaitNoConnection(receiver);
    }

    private static void assertOutcome(Outcome outcome, DeliveryAttempt.Outcome verdict, int remoteStatus) {
        assertThat(outcome.verdict()).as("%s", outcome).isEqualTo(verdict);
        assertThat(outcome.remoteStatus()).as("%s", outcome).isEqualTo(remoteStatus);
        assertThat(outcome.error()).isNotBlank().hasSizeLessThan(400).doesNotContain("\n");
    }

    private static void awaitNoConnection(Receiver receiver) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(5)).until(() -> receiver.openConnections() == 0);
    }

    private Receiver receiver(Reply reply) {
        Receiver receiver = new Receiver(reply);
        toClose.add(receiver);
        return receiver;
    }

    private Client open(HttpTransport transport, Receiver receiver) throws SettingsException {
        Client client = Integrations.standard(transport, operatorFor(receiver.url("")))
                .open(streamTo(receiver.url("/documents")));
        toClose.add(0, client);
        return client;
    }

    /** As many documents as the integration accepts, at most three. */
    private static List<Long> ids(Client client) {
        return LongStream.rangeClosed(1, Math.min(3, client.limits().maxRecords()))
                .boxed()
                .toList();
    }

    private Batch batch(Client client) {
        return documents(ids(client).stream().mapToLong(id -> id).toArray());
    }
}
