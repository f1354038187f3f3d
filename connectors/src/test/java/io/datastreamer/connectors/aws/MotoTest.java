package io.datastreamer.connectors.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.datastreamer.connectors.Endpoints;
import io.datastreamer.connectors.Endpoints.Service;
import io.datastreamer.connectors.Integrations;
import io.datastreamer.connectors.OperatorSettings;
import io.datastreamer.connectors.conformance.Documents;
import io.datastreamer.connectors.conformance.Sent;
import io.datastreamer.connectors.conformance.Streams;
import io.datastreamer.connectors.http.HttpSettings;
import io.datastreamer.connectors.http.HttpTransport;
import io.datastreamer.connectors.settings.SettingsException;
import io.datastreamer.connectors.spi.Client;
import io.datastreamer.connectors.spi.Outcome;
import io.datastreamer.contract.ApiType;
import io.datastreamer.contract.DeliveryAttempt;
import io.datastreamer.contract.RecordKind;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** SQS, SNS and EventBridge against moto: reads back what was sent. */
class MotoTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String SIM = "8988303000000000001";

    private static MotoServer moto;
    private static HttpTransport transport;

    @BeforeAll
    static void start() throws IOException {
        moto = MotoServer.start();
        transport = new HttpTransport(HttpSettings.DEFAULTS.withEgressAllow(List.of("127.0.0.0/8")));
    }

    @AfterAll
    static void stop() {
        if (moto != null) {
            transport.close();
            moto.close();
        }
    }

    private static Client open(ApiType type, String... own) throws SettingsException {
        Map<String, String> keys = Map.of("access_key_id", "AKIDEXAMPLE", "secret_access_key", "a/secret+of/ours");
        OperatorSettings operator = OperatorSettings.DEFAULTS.withEndpoints(Endpoints.of(Service.SQS, moto.url())
                .with(Service.SNS, moto.url())
                .with(Service.EVENTBRIDGE, moto.url()));
        return Integrations.standard(transport, operator).open(Streams.stream(type, Streams.with(keys, own)));
    }

    @Test
    void aFifoQueueKeepsTheOrderOfASimAndTakesADocumentOnce() throws Exception {
        moto.createQueue("order.fifo");
        try (Client client = open(ApiType.AWS_SQS, "queue_url", MotoServer.queueUrl("order.fifo"))) {
            assertThat(client.limits().oneOfEachSim()).isTrue();
            for (int id = 1; id <= 3; id++) {
                assertThat(Sent.of(client, Documents.batch(id))).isEqualTo(Outcome.delivered(200));
            }
            // as after a lost answer
            assertThat(Sent.of(client, Documents.batch(3))).isEqualTo(Outcome.delivered(200));
            // usage has its own ids
            assertThat(Sent.of(client, Documents.batch(RecordKind.USAGE, 3))).isEqualTo(Outcome.delivered(200));
        }
        List<MotoServer.Message> read = moto.read("order.fifo", 4);
        assertThat(read).hasSize(4);
        assertThat(read.subList(0, 3))
                .extracting(MotoServer.Message::body)
                .containsExactly(Documents.json(1), Documents.json(2), Documents.json(3));
        assertThat(read).extracting(MotoServer.Message::group).containsExactly(SIM, SIM, SIM, Documents.iccid(3));
        assertThat(read.get(0).attributes()).isEqualTo(Map.of("kind", "event", "event_type", "1"));
        assertThat(read.get(3).attributes()).isEqualTo(Map.of("kind", "usage"));
    }

    @Test
    void aStandardQueueTakesTenDocumentsACall() throws Exception {
        moto.createQueue("standard");
        long[] ids = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
        try (Client client =
                open(ApiType.AWS_SQS, "queue_url", MotoServer.queueUrl("standard"), "format", "cloudevents")) {
            assertThat(client.limits().maxRecords()).isEqualTo(10);
            assertThat(client.limits().oneOfEachSim()).isFalse();
            assertThat(Sent.of(client, Documents.batch(ids))).isEqualTo(Outcome.delivered(200));
        }
        List<MotoServer.Message> read = moto.read("standard", 10);
        assertThat(read)
                .extracting(message -> message.json().get("id").asText())
                .contains("event-1", "event-10")
                .doesNotHaveDuplicates();
        assertThat(read.get(0).attributes()).containsEntry("content-type", "application/cloudevents+json");
    }

    @Test
    void aTopicGivesDocumentsToItsQueue() throws Exception {
        moto.createQueue("subscriber.fifo");
        moto.createTopic("topic.fifo", "subscriber.fifo");
        moto.createQueue("subscriber");
        moto.createTopic("topic", "subscriber");
        try (Client client = open(ApiType.AWS_SNS, "topic_arn", MotoServer.arn("sns", "topic.fifo"))) {
            assertThat(client.target()).isEqualTo("eu-central-1/topic.fifo");
            assertThat(Sent.of(client, Documents.batch(1))).isEqualTo(Outcome.delivered(200));
            assertThat(Sent.of(client, Documents.batch(2))).isEqualTo(Outcome.delivered(200));
        }
        assertThat(moto.read("subscriber.fifo", 2))
                .extracting(MotoServer.Message::body, MotoServer.Message::group)
                .containsExactly(tuple(Documents.json(1), SIM), tuple(Documents.json(2), SIM));
        try (Client client = open(ApiType.AWS_SNS, "topic_arn", MotoServer.arn("sns", "topic"), "format", "v2")) {
            assertThat(Sent.of(client, Documents.batch(RecordKind.USAGE, 1, 2, 3)))
                    .isEqualTo(Outcome.delivered(200));
        }
        assertThat(moto.read("subscriber", 3))
                .extracting(message -> message.json().get("id").asLong())
                .containsExactlyInAnyOrder(1L, 2L, 3L);
    }

    @Test
    void aBusGivesDocumentsAsDetailsOfEvents() throws Exception {
        moto.createQueue("events");
        moto.createBus("sims", "com.example.sims", "events");
        try (Client client = open(
                ApiType.AWS_EVENTBRIDGE,
                "region",
                MotoServer.REGION,
                "event_bus",
                "sims",
                "source",
                "com.example.sims")) {
            assertThat(client.target()).isEqualTo("eu-central-1/sims");
            assertThat(Sent.of(client, Documents.batch(1, 2))).isEqualTo(Outcome.delivered(200));
        }
        List<MotoServer.Message> read = moto.read("events", 2);
        JsonNode event = read.get(0).json();
        assertThat(event.get("detail-type").asText()).isEqualTo("event");
        assertThat(event.get("time").asText()).startsWith("2017-10-26T07:28:00");
        assertThat(event.get("detail")).isEqualTo(JSON.readTree(Documents.json(1)));
    }

    @Test
    void whatIsNotThereIsForTheCustomerToMend() throws Exception {
        try (Client queue = open(ApiType.AWS_SQS, "queue_url", MotoServer.queueUrl("nowhere"));
                Client topic = open(ApiType.AWS_SNS, "topic_arn", MotoServer.arn("sns", "nowhere"))) {
            Outcome noQueue = Sent.of(queue, Documents.batch(1));
            assertThat(noQueue.verdict()).isEqualTo(DeliveryAttempt.Outcome.CONFIGURATION_BROKEN);
            assertThat(noQueue.error()).startsWith("HTTP 400: QueueDoesNotExist: ");
            Outcome noTopic = Sent.of(topic, Documents.batch(1));
            assertThat(noTopic.verdict()).isEqualTo(DeliveryAttempt.Outcome.CONFIGURATION_BROKEN);
            assertThat(noTopic.error()).startsWith("HTTP 404: NotFound: ");
        }
    }
}
