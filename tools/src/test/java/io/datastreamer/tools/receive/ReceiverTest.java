package io.datastreamer.tools.receive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class ReceiverTest {
    private final HttpClient http = HttpClient.newHttpClient();
    private final Tally tally = new Tally(true);
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private Receiver receiver;

    @BeforeEach
    void start() throws IOException {
        receiver = new Receiver(0, tally, printed, () -> {});
    }

    @AfterEach
    void stop() {
        receiver.close();
    }

    @Test
    void countsDocumentsAndTellsDuplicates() throws Exception {
        assertThat(post("/a", "[{\"id\":1},{\"id\":2}]")).isEqualTo(200);
        assertThat(post("/a", "[{\"id\":2},{\"id\":3}]")).isEqualTo(200);

        assertThat(tally.distinct()).isEqualTo(3);
        assertThat(tally.summary()).contains("documents=4 requests=2 distinct=3 duplicates=1 bytes=38 ");
    }

    @Test
    void sameIdOfAnotherPlaceOrKindIsAnotherDocument() throws Exception {
        post("/a", "[{\"id\":1},{\"id\":1,\"event_type\":{}}]");
        post("/b", "[{\"id\":1}]");

        assertThat(tally.summary()).contains("distinct=3 duplicates=0");
    }

    @Test
    void otherBodiesAndMethodsAreRefused() throws Exception {
        assertThat(post("/a", "{\"id\":1}")).isEqualTo(400);
        HttpRequest get = HttpRequest.newBuilder(uri("/a")).build();
        assertThat(http.send(get, HttpResponse.BodyHandlers.discarding()).statusCode())
                .isEqualTo(405);

        assertThat(tally.summary()).contains("documents=0 requests=0 ").contains("bad_requests=1");
    }

    @Test
    void printsEachDocumentOnALine() throws Exception {
        post("/a", "[{\"id\":1,\n\"name\":\"ü\"},\r\n{\"id\":2}]");

        assertThat(printed.toString(UTF_8)).isEqualTo("{\"id\":1, \"name\":\"ü\"}\n{\"id\":2}\n");
    }

    @Test
    void takesLargeBodies() throws Exception {
        String body = LongStream.range(0, 20_000)
                .mapToObj(id -> "{\"id\":" + id + ",\"text\":\"" + "x".repeat(100) + "\"}")
                .collect(Collectors.joining(",", "[", "]"));

        assertThat(post("/a", body)).isEqualTo(200);
        assertThat(tally.distinct()).isEqualTo(20_000);
    }

    private int post(String path, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri(path))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + receiver.port() + path);
    }
}
