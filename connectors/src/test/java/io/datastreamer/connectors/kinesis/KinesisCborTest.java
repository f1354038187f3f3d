package io.datastreamer.connectors.kinesis;

import io.datastreamer.connectors.Endpoints;
import io.datastreamer.connectors.Integrations;
import io.datastreamer.connectors.OperatorSettings;
import io.datastreamer.connectors.conformance.Documents;
import io.datastreamer.connectors.conformance.Received;
import io.datastreamer.connectors.conformance.Receiver;
import io.datastreamer.connectors.conformance.Sent;
import io.datastreamer.connectors.conformance.Streams;
import io.datastreamer.connectors.conformance.Wire;
import io.datastreamer.connectors.http.HttpSettings;
import io.datastreamer.connectors.http.HttpTransport;
import io.datastreamer.connectors.spi.Client;
import io.datastreamer.connectors.spi.Outcome;
import io.datastreamer.contract.ApiType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.thirdparty.jackson.core.JsonGenerator;
import software.amazon.awssdk.thirdparty.jackson.core.JsonParser;
import software.amazon.awssdk.thirdparty.jackson.core.JsonToken;
import software.amazon.awssdk.thirdparty.jackson.dataformat.cbor.CBORFactory;
import static io.datastreamer.contract.DeliveryAttempt.Outcome.TRY_AGAIN;
import static org.assertj.core.api.Assertions.assertThat;

/** The CBOR requests that the real service gets, which the test servers do not understand. */
class KinesisCborTest {
    private static final String SWITCH = "aws.cborEnabled";
    private static final CBORFactory CBOR = new CBORFactory();

    private final String before = System.getProperty(SWITCH, "true");

    @BeforeEach
    void speakCbor() {
        System.setProperty(SWITCH, "true");
    }

    @AfterEach
    void speakAsBefore() {
        System.setProperty(SWITCH, before);
    }

    @Test
    void sendsDocumentsAndReadsWhichOfThemWereTaken() throws Exception {
        Receiver receiver = new Receiver(KinesisCborTest::throttleTheSecond);
        OperatorSettings operator =
                OperatorSettings.DEFAULTS.withEndpoints(Endpoints.of(Endpoints.Service.KINESIS, receiver.url("")));
        try (receiver;
                HttpTransport transport =
                        new HttpTransport(HttpSettings.DEFAULTS.withEgressAllow(List.of("127.0.0.0/8")));
                Client client = Integrations.standard(transport, operator)
                        .open(Streams.stream(
                                ApiType.AWS_KINESIS,
                                Map.of(
                                        "region", "eu-central-1",
                                        "stream_name", "documents",
                                        "access_key_id", "AKIDEXAMPLE",
                                        "secret_access_key", "a/secret+of/ours")))) {
            Outcome outcome = Sent.of(client, Documents.batch(1, 2, 3));

            assertThat(outcome.verdict()).as("%s", outcome).isEqualTo(TRY_AGAIN);
            assertThat(outcome.parts()).isNotNull();
            assertThat(outcome.parts().delivered().toString()).isEqualTo("{0, 2}");
            Received request = receiver.received().get(0);
            assertThat(request.headers()).containsEntry("content-type", "application/x-amz-cbor-1.1");
            assertThat(documentsIn(request)).containsExactly(Documents.json(1), Documents.json(2), Documents.json(3));
        }
    }

    private static List<String> documentsIn(Received request) throws IOException {
        List<String> documents = new ArrayList<>();
        try (JsonParser parser = CBOR.createParser(request.body())) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.VALUE_EMBEDDED_OBJECT) {
                    documents.add(new String(parser.getBinaryValue(), StandardCharsets.UTF_8));
                }
            }
        }
        return documents;
    }

    private static void throttleTheSecond(Received request, Wire wire) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        try (JsonGenerator cbor = CBOR.createGenerator(body)) {
            cbor.writeStartObject();
            cbor.writeNumberField("FailedRecordCount", 1);
            cbor.writeArrayFieldStart("Records");
            for (int i = 0; i < 3; i++) {
                cbor.writeStartObject();
                if (i == 1) {
                    cbor.writeStringField("ErrorCode", "ProvisionedThroughputExceededException");
                    cbor.writeStringField("ErrorMessage", "Rate exceeded");
                } else {
                    cbor.writeStringField("SequenceNumber", "1");
                    cbor.writeStringField("ShardId", "shardId-000000000000");
                }
                cbor.writeEndObject();
            }
            cbor.writeEndArray();
            cbor.writeEndObject();
        }
        wire.write("HTTP/1.1 200 OK\r\nContent-Type: application/x-amz-cbor-1.1\r\nContent-Length: " + body.size()
                + "\r\n\r\n");
        wire.write(body.toByteArray());
    }
}
