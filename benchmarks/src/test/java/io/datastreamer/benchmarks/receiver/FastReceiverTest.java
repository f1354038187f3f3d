package io.datastreamer.benchmarks.receiver;

import io.datastreamer.benchmarks.receiver.HttpInput.HttpRequest;
import io.datastreamer.benchmarks.receiver.ReceiverProcess.Arrivals;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.thirdparty.jackson.core.JsonGenerator;
import software.amazon.awssdk.thirdparty.jackson.core.JsonParser;
import software.amazon.awssdk.thirdparty.jackson.dataformat.cbor.CBORFactory;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class FastReceiverTest {
    @TempDir
    Path dir;

    @Test
    void countsEachDocumentOnceHoweverItComes() throws Exception {
        try (ReceiverProcess receiver = ReceiverProcess.start(dir)) {
            receiver.expect(100, 5);
            assertThat(post(receiver, "[{\"id\":100},{\"cost\":1,\"id\":101}]", "application/json"))
                    .isEqualTo(200);
            assertThat(post(receiver, "[{\"id\":101},{\"id\":7}]", "application/json"))
                    .isEqualTo(200);
            assertThat(post(receiver, "no array", "application/json")).isEqualTo(400);
            assertThat(put(receiver, "\"id\",\"cost\"\n\"103\",\"1\"\n\"104\",\n"))
                    .isEqualTo(200);

            Arrivals arrivals = receiver.arrivals();
            assertThat(arrivals.distinct()).isEqualTo(4);
            assertThat(arrivals.duplicates()).isEqualTo(1);
            assertThat(arrivals.others()).isEqualTo(1);
            assertThat(arrivals.requests()).isEqualTo(3);
            long now = System.nanoTime();
            assertThat(arrivals.arrivedAt()).hasSize(5);
            assertThat(arrivals.arrivedAt()[2]).isZero();
            assertThat(now - arrivals.arrivedAt()[0]).isBetween(0L, 60_000_000_000L);
        }
    }

    @Test
    void takesANewObjectUnderANameOfItsOwnOnly() throws Exception {
        try (ReceiverProcess receiver = ReceiverProcess.start(dir)) {
            receiver.expect(100, 5);
            assertThat(putNew(receiver, "/bucket/a.csv", "\"id\"\n\"100\"\n")).isEqualTo(200);
            assertThat(putNew(receiver, "/bucket/a.csv", "\"id\"\n\"101\"\n")).isEqualTo(412);
            assertThat(putNew(receiver, "/bucket/b.csv", "\"id\"\n\"102\"\n")).isEqualTo(200);

            Arrivals arrivals = receiver.arrivals();
            assertThat(arrivals.distinct()).isEqualTo(2);
            assertThat(arrivals.requests()).isEqualTo(2);
            assertThat(arrivals.arrivedAt()[1]).isZero();
        }
    }

    @Test
    void takesRecordsOfKinesisAndAnswersForEach() throws Exception {
        AwsBodies aws = new AwsBodies();
        byte[] body = putRecords("{\"id\":1}", "{\"id\":2}");
        assertThat(aws.readRecords(body, body.length)).isEqualTo(2);
        assertThat(new String(aws.json(), 0, aws.jsonLength(), UTF_8)).isEqualTo("[{\"id\":1},{\"id\":2}]");

        int sequenceNumbers = 0;
        try (JsonParser answer = new CBORFactory().createParser(aws.allTaken(2))) {
            while (answer.nextToken() != null) {
                sequenceNumbers += "SequenceNumber".equals(answer.currentName()) ? 1 : 0;
            }
        }
        // the name, and its value
        assertThat(sequenceNumbers).isEqualTo(2 * 2);
    }

    @Test
    void takesBodiesOutOfTheirChunks() throws Exception {
        byte[] body = "5;chunk-signature=ab\r\nhello\r\n1\r\n!\r\n0\r\nx-amz-checksum-crc32:AA\r\n\r\n".getBytes(UTF_8);
        int length = AwsBodies.unchunk(body, body.length);
        assertThat(new String(body, 0, length, UTF_8)).isEqualTo("hello!");
    }

    @Test
    void readsRequestsThatComeTogether() throws Exception {
        String two = "POST /a HTTP/1.1\r\nContent-Length: 3\r\nContent-Type: text/plain\r\n\r\nabcPUT /b HTTP/1.1\r\n"
                + "content-length:0\r\nX-Long: " + "x".repeat(100_000) + "\r\n\r\n";
        HttpInput in = new HttpInput(new ByteArrayInputStream(two.getBytes(UTF_8)));
        HttpRequest first = in.next();
        assertThat(first).isNotNull();
        assertThat(first.path()).isEqualTo("/a");
        assertThat(Arrays.copyOf(first.body(), first.bodyLength())).isEqualTo("abc".getBytes(UTF_8));
        HttpRequest second = in.next();
        assertThat(second).isNotNull();
        assertThat(second.method()).isEqualTo("PUT");
        assertThat(second.bodyLength()).isZero();
        assertThat(in.next()).isNull();
    }

    private static byte[] putRecords(String... documents) throws Exception {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        try (JsonGenerator cbor = new CBORFactory().createGenerator(body)) {
            cbor.writeStartObject();
            cbor.writeStringField("StreamName", "documents");
            cbor.writeArrayFieldStart("Records");
            for (String document : documents) {
                cbor.writeStartObject();
                cbor.writeBinaryField("Data", document.getBytes(UTF_8));
                cbor.writeStringField("PartitionKey", "1");
                cbor.writeEndObject();
            }
            cbor.writeEndArray();
            cbor.writeEndObject();
        }
        return body.toByteArray();
    }

    private static int post(ReceiverProcess receiver, String body, String type) throws Exception {
        return send(java.net.http.HttpRequest.newBuilder(URI.create(receiver.url() + "/x"))
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    private static int put(ReceiverProcess receiver, String body) throws Exception {
        return send(java.net.http.HttpRequest.newBuilder(URI.create(receiver.url() + "/bucket/a.csv"))
                .PUT(BodyPublishers.ofString(body))
                .build());
    }

    private static int putNew(ReceiverProcess receiver, String path, String body) throws Exception {
        return send(java.net.http.HttpRequest.newBuilder(URI.create(receiver.url() + path))
                .header("If-None-Match", "*")
                .PUT(BodyPublishers.ofString(body))
                .build());
    }

    private static int send(java.net.http.HttpRequest request) throws Exception {
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
