package io.datastreamer.connectors.datadog;

import io.datastreamer.connectors.conformance.Documents;
import io.datastreamer.connectors.conformance.Receiver;
import io.datastreamer.connectors.conformance.Reply;
import io.datastreamer.connectors.conformance.Sent;
import io.datastreamer.connectors.conformance.Streams;
import io.datastreamer.connectors.http.AnswerBody;
import io.datastreamer.connectors.http.HttpSettings;
import io.datastreamer.connectors.http.HttpTransport;
import io.datastreamer.connectors.settings.SettingsException;
import io.datastreamer.connectors.spi.Batch;
import io.datastreamer.connectors.spi.Client;
import io.datastreamer.contract.ApiType;
import io.datastreamer.contract.RecordKind;
import io.datastreamer.contract.StreamConfiguration;
import io.datastreamer.contract.StreamType;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** Checks that DataDog, which keeps the last point of a series and second, ends up with the sums of all documents. */
class RecentUsageTest {
    private static final StreamConfiguration STREAM = Streams.stream(
            ApiType.DATADOG, StreamType.USAGE, Map.of("application_key", "anApplicationKey", "api_key", "anApiKey"));

    private final Receiver receiver = new Receiver(Reply.of(202, "{\"errors\":[]}"));
    private final HttpTransport transport =
            new HttpTransport(HttpSettings.DEFAULTS.withEgressAllow(List.of("127.0.0.0/8")));
    private final List<Client> clients = new ArrayList<>();
    private final Client client = open();

    @AfterEach
    void close() {
        clients.forEach(Client::close);
        transport.close();
        receiver.close();
    }

    @Test
    void addsUpWhatIsSentInSeveralRequests() throws Exception {
        send(client, usage(1, 1000));
        send(client, usage(2, 500), usage(3, 70));
        send(client, usage(4, 2));

        assertThat(volume()).isEqualByComparingTo("1572");
    }

    @Test
    void aBatchThatIsDividedAfterAFailureComesToTheSame() throws Exception {
        receiver.reply(Reply.of(503, ""));
        send(client, usage(1, 1000), usage(2, 500));
        receiver.reply(Reply.of(202, ""));
        send(client, usage(1, 1000));
        send(client, usage(2, 500));

        assertThat(volume()).isEqualByComparingTo("1500");
    }

    @Test
    void aReplayTakesNothingAway() throws Exception {
        send(client, usage(1, 1000));
        send(client, usage(2, 500));
        send(client, usage(1, 1000));

        assertThat(volume()).isEqualByComparingTo("1500");
    }

    @Test
    void aNewClientKnowsWhatStandsBeforeItsFirstBatch() throws Exception {
        send(client, usage(1, 1000));
        Client restarted = open();
        assertThat(restarted.lookBack()).isNotNull();

        Sent.of(restarted, batch(List.of(usage(1, 1000)), usage(2, 500)));
        assertThat(restarted.lookBack()).isNull();
        send(restarted, usage(3, 70));

        assertThat(volume()).isEqualByComparingTo("1570");
    }

    @Test
    void whatIsSentOutOfTurnIsNoBeginning() throws Exception {
        Sent.of(client, batch(null, usage(9, 1)));
        assertThat(client.lookBack()).isNotNull();

        Sent.of(client, batch(List.of(usage(1, 1000), usage(9, 1)), usage(2, 500)));
        Sent.of(client, batch(null, usage(1, 1000)));

        assertThat(volume()).isEqualByComparingTo("1501");
    }

    @Test
    void whatStandsBeforeIsNotSent() throws Exception {
        Sent.of(client, batch(List.of(usage(1, 1000).replace("Telekom", "another")), usage(2, 500)));

        assertThat(volume()).isEqualByComparingTo("500");
        assertThat(Points.plain(receiver.received().get(0))).doesNotContain("another");
    }

    @Test
    void remembersAsMuchAsARequestHolds() throws Exception {
        send(client, usage(1, 1000));
        String[] others = new String[RecentUsage.MOST - 1];
        Arrays.setAll(others, i -> Documents.usageJson(100 + i));
        send(client, others);
        send(client, usage(2, 500));
        send(client, usage(3, 70));

        // the third does not find the first any more
        assertThat(last()).isEqualByComparingTo("570");
    }

    @Test
    void forgetsClientsThatAreIdle() throws SettingsException {
        AtomicLong nanos = new AtomicLong();
        RecentUsages usages = new RecentUsages(nanos::get);
        DatadogClient idle = clientWith(usages);
        DatadogClient busy = clientWith(usages);
        assertThat(usages.has(idle)).isFalse();
        usages.of(idle);
        usages.of(busy);

        nanos.addAndGet(RecentUsages.KEPT.toNanos());
        assertThat(usages.has(busy)).isTrue();
        nanos.addAndGet(1);
        assertThat(usages.has(busy)).isTrue();
        assertThat(usages.has(idle)).isFalse();
        busy.close();
        assertThat(usages.has(busy)).isFalse();
    }

    private DatadogClient clientWith(RecentUsages usages) throws SettingsException {
        DatadogClient made = new DatadogClient(
                DatadogSettings.read(STREAM),
                7,
                HttpUrl.get(receiver.url("")),
                transport.open(AnswerBody.FOR_PEOPLE),
                Clock.systemUTC(),
                usages);
        clients.add(made);
        return made;
    }

    private Client open() {
        try {
            Client made = new DatadogIntegration(transport, receiver.url("")).open(STREAM);
            clients.add(made);
            return made;
        } catch (SettingsException e) {
            throw new AssertionError(e);
        }
    }

    /** Usage that always has the same SIM and second. */
    private static String usage(long id, long bytes) {
        return Documents.usageJson(1)
                .replace("\"id\":1,", "\"id\":" + id + ",")
                .replace(
                        "\"total\":0.022331",
                        "\"total\":" + BigDecimal.valueOf(bytes, 6).toPlainString());
    }

    /** Sends like the engine: it looks back when asked to, and finds nothing. */
    private static void send(Client client, String... documents) {
        Sent.of(client, batch(client.lookBack() == null ? null : List.of(), documents));
    }

    private static Batch batch(@Nullable List<String> before, String... documents) {
        List<Batch.Item> items =
                Arrays.stream(documents).map(RecentUsageTest::item).toList();
        List<Batch.Item> known = before == null
                ? null
                : before.stream().map(RecentUsageTest::item).toList();
        return new Batch(7, "stream-1", RecordKind.USAGE, items, null, known);
    }

    private static Batch.Item item(String document) {
        byte[] json = document.getBytes(UTF_8);
        long id = Long.parseLong(document.replaceAll(".*?\"cost\":[^,]*,\"id\":([0-9]+),.*", "$1"));
        return new Batch.Item(id, -1, "sim", json, 0, json.length, json.length, 0);
    }

    private BigDecimal volume() throws IOException {
        return Points.sumsOf(receiver.received()).getOrDefault("endpoint.volume", BigDecimal.ZERO);
    }

    private BigDecimal last() throws IOException {
        int requests = receiver.received().size();
        return Points.sumsOf(receiver.received().subList(requests - 1, requests))
                .getOrDefault("endpoint.volume", BigDecimal.ZERO);
    }
}
