package io.datastreamer.connectors.kinesis;

import io.datastreamer.connectors.Endpoints;
import io.datastreamer.connectors.Integrations;
import io.datastreamer.connectors.OperatorSettings;
import io.datastreamer.connectors.conformance.Documents;
import io.datastreamer.connectors.conformance.Sent;
import io.datastreamer.connectors.conformance.Streams;
import io.datastreamer.connectors.http.HttpSettings;
import io.datastreamer.connectors.http.HttpTransport;
import io.datastreamer.connectors.settings.SettingsException;
import io.datastreamer.connectors.spi.Batch;
import io.datastreamer.connectors.spi.Client;
import io.datastreamer.connectors.spi.Outcome;
import io.datastreamer.contract.ApiType;
import io.datastreamer.contract.RecordKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import static io.datastreamer.contract.DeliveryAttempt.Outcome.CONFIGURATION_BROKEN;
import static io.datastreamer.contract.DeliveryAttempt.Outcome.CONTENT_REFUSED;
import static io.datastreamer.contract.DeliveryAttempt.Outcome.DELIVERED;
import static io.datastreamer.contract.DeliveryAttempt.Outcome.TRY_AGAIN;
import static org.assertj.core.api.Assertions.assertThat;

/** {@link KinesisIntegration} against a Kinesis server, read by a consumer that shares no code with the client. */
class KinesisServerTest {
    private static @Nullable KinesisServer shared;
    private static final HttpTransport TRANSPORT =
            new HttpTransport(HttpSettings.DEFAULTS.withEgressAllow(List.of("127.0.0.0/8")));

    private KinesisServer server;

    /** Before each test, not before all: if it cannot be started, every test is shown as skipped. */
    @BeforeEach
    void start() throws IOException {
        if (shared == null) {
            shared = KinesisServer.start();
        }
        server = shared;
    }

    @AfterAll
    static void stop() {
        if (shared != null) {
            shared.close();
        }
        TRANSPORT.close();
    }

    @Test
    void storesEveryDocumentUnderItsSim() throws Exception {
        server.create("whole", 3);
        try (Client client = open(server.url(), "whole")) {
            assertThat(Sent.of(client, batch(1, 500))).isEqualTo(Outcome.delivered(200));
        }

        List<KinesisServer.Stored> stored = server.read("whole");
        assertThat(stored).hasSize(500);
        assertThat(stored).extracting(KinesisServer.Stored::partitionKey).doesNotHaveDuplicates();
        assertThat(stored).extracting(KinesisServerTest::idOf).containsExactlyInAnyOrderElementsOf(range(1, 500));
        assertThat(stored).allSatisfy(one -> assertThat(one.data()).isEqualTo(Documents.json(idOf(one))));
        assertThat(stored.stream().map(KinesisServer.Stored::shard).distinct()).hasSize(3);
    }

    @Test
    void storesDocumentsInTheSecondForm() throws Exception {
        server.create("second", 1);
        try (Client client = open(server.url(), "second", Map.of("format", "v2"))) {
            assertThat(Sent.of(client, batch(1, 3))).isEqualTo(Outcome.delivered(200));
        }

        assertThat(server.read("second"))
                .hasSize(3)
                .allSatisfy(one -> assertThat(one.data()).contains("\"timestamp\":\"2017-10-26T07:28:00Z\""));
    }

    @Test
    void keepsTheOrderOfEachSimThoughRecordsAreThrottled() throws Exception {
        server.create("throttled", 3);
        int sims = 40;
        int rounds = 5;
        try (ThrottleProxy proxy = new ThrottleProxy(server.url(), 7, 2);
                Client client = open(proxy.url(), "throttled")) {
            for (int round = 0; round < rounds; round++) {
                deliver(client, batch(1L + (long) round * sims, sims));
            }
        }

        Map<String, List<Long>> bySim = new HashMap<>();
        for (KinesisServer.Stored record : server.read("throttled")) {
            bySim.computeIfAbsent(record.partitionKey(), sim -> new ArrayList<>())
                    .add(idOf(record));
        }
        assertThat(bySim).hasSize(sims);
        assertThat(bySim.values())
                .allSatisfy(ids -> assertThat(ids).hasSize(rounds).isSorted().doesNotHaveDuplicates());
    }

    @Test
    void tellsWhichRecordsWereThrottled() throws Exception {
        server.create("parts", 1);
        try (ThrottleProxy proxy = new ThrottleProxy(server.url(), 3, 0);
                Client client = open(proxy.url(), "parts")) {
            Outcome outcome = Sent.of(client, batch(1, 6));

            assertThat(outcome.verdict()).isEqualTo(TRY_AGAIN);
            assertThat(outcome.remoteStatus()).isEqualTo(200);
            assertThat(outcome.parts()).isNotNull();
            assertThat(outcome.parts().delivered().toString()).isEqualTo("{0, 1, 3, 4}");
            assertThat(outcome.parts().refused().isEmpty()).isTrue();
            assertThat(outcome.error())
                    .isEqualTo("HTTP 200, but 2 of 6 records failed:"
                            + " ProvisionedThroughputExceededException: Rate exceeded for shard");
        }
    }

    @Test
    void waitsWhenACallIsThrottledAsAWhole() throws Exception {
        server.create("calls", 1);
        try (ThrottleProxy proxy = new ThrottleProxy(server.url(), 1000, 1);
                Client client = open(proxy.url(), "calls")) {
            Outcome throttled = Sent.of(client, batch(1, 3));

            assertThat(throttled.verdict()).isEqualTo(TRY_AGAIN);
            assertThat(throttled.remoteStatus()).isEqualTo(400);
            assertThat(throttled.error()).isEqualTo("HTTP 400: ProvisionedThroughputExceededException: Rate exceeded");
            assertThat(proxy.calls()).isEqualTo(1);
            assertThat(Sent.of(client, batch(1, 3)).verdict()).isEqualTo(DELIVERED);
        }
    }

    @Test
    void holdsWhenTheStreamIsNotThere() throws Exception {
        try (Client client = open(server.url(), "nowhere")) {
            Outcome outcome = Sent.of(client, batch(1, 3));

            assertThat(outcome.verdict()).isEqualTo(CONFIGURATION_BROKEN);
            assertThat(outcome.remoteStatus()).isEqualTo(400);
            assertThat(outcome.error()).startsWith("HTTP 400: ResourceNotFoundException: Stream nowhere");
        }
    }

    @Test
    void refusesADocumentThatIsTooLong() throws Exception {
        server.create("long", 1);
        byte[] json = ("{\"id\":1,\"much\":\"" + "x".repeat(1 << 20) + "\"}").getBytes(StandardCharsets.UTF_8);
        Batch batch = new Batch(
                7, "stream-1", RecordKind.EVENT, List.of(new Batch.Item(1, 1, "sim", json, 0, json.length, 0, 0)));
        try (Client client = open(server.url(), "long")) {
            assertThat(Sent.of(client, batch).verdict()).isEqualTo(CONTENT_REFUSED);
        }
    }

    @Test
    void takesTheFullestCall() throws Exception {
        server.create("full", 2);
        byte[] json = ("{\"much\":\"" + "x".repeat(9_900) + "\"}").getBytes(StandardCharsets.UTF_8);
        List<Batch.Item> items = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            items.add(new Batch.Item(i, 1, "8988303000000%06d".formatted(i), json, 0, json.length, 0, 0));
        }
        Batch batch = new Batch(7, "stream-1", RecordKind.EVENT, items);
        try (Client client = open(server.url(), "full")) {
            assertThat(batch.jsonBytes()).isLessThanOrEqualTo(client.limits().maxBytes());
            assertThat(Sent.of(client, batch)).isEqualTo(Outcome.delivered(200));
        }
        assertThat(server.read("full")).hasSize(500);
    }

    /** Does what a lane does: sends what was neither delivered nor refused until nothing is left. */
    private static void deliver(Client client, Batch batch) {
        List<Batch.Item> left = batch.items();
        while (!left.isEmpty()) {
            Outcome outcome = Sent.of(client, new Batch(7, "stream-1", RecordKind.EVENT, left));
            if (outcome.verdict() == DELIVERED) {
                return;
            }
            Outcome.Parts parts = outcome.parts();
            if (parts != null) {
                List<Batch.Item> again = new ArrayList<>();
                for (int i = 0; i < left.size(); i++) {
                    if (!parts.delivered().get(i)) {
                        again.add(left.get(i));
                    }
                }
                left = again;
            }
        }
    }

    /** One document of each SIM. */
    private static Batch batch(long firstId, int count) {
        long[] ids = new long[count];
        for (int i = 0; i < count; i++) {
            ids[i] = firstId + i;
        }
        List<Batch.Item> items = new ArrayList<>();
        for (Batch.Item item : Documents.batch(ids).items()) {
            String sim = "8988303000000%06d".formatted((item.id() - 1) % count);
            items.add(new Batch.Item(
                    item.id(), item.eventType(), sim, item.buffer(), item.offset(), item.length(), 0, 0));
        }
        return new Batch(7, "stream-1", RecordKind.EVENT, items);
    }

    private static List<Long> range(long first, long last) {
        return LongStream.rangeClosed(first, last).boxed().toList();
    }

    private static long idOf(KinesisServer.Stored record) {
        String data = record.data();
        return Long.parseLong(data.substring("{\"id\":".length(), data.indexOf(',')));
    }

    private static Client open(String url, String stream) throws SettingsException {
        return open(url, stream, Map.of());
    }

    private static Client open(String url, String stream, Map<String, String> more) throws SettingsException {
        OperatorSettings operator =
                OperatorSettings.DEFAULTS.withEndpoints(Endpoints.of(Endpoints.Service.KINESIS, url));
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("region", "eu-central-1");
        settings.put("stream_name", stream);
        settings.put("access_key_id", "AKIDEXAMPLE");
        settings.put("secret_access_key", "an/example+of/a+secret");
        settings.putAll(more);
        return Integrations.standard(TRANSPORT, operator).open(Streams.stream(ApiType.AWS_KINESIS, settings));
    }
}
