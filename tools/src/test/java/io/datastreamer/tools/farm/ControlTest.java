package io.datastreamer.tools.farm;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import static org.assertj.core.api.Assertions.assertThat;

class ControlTest {
    private final HttpClient http = HttpClient.newHttpClient();
    private Farm farm;
    private Control control;

    @BeforeEach
    void start() throws IOException {
        farm = Farm.start();
        control = new Control(farm, 0);
    }

    @AfterEach
    void stop() {
        control.close();
        farm.close();
    }

    @Test
    void makesAndChangesEndpoints() throws Exception {
        assertThat(call("PUT", "/endpoints/a", "status=503,share=0.1"))
                .isEqualTo(
                        "200 {\"endpoint\":\"a\",\"url\":\"http://127.0.0.1:" + farm.port()
                                + "/a\",\"behaviour\":\"status=503,share=0.1\",\"requests\":0,\"documents\":0,\"delivered\":0}");
        assertThat(farm.endpoint("a").behaviour())
                .isEqualTo(Behaviour.status(503).withShare(0.1));

        assertThat(call("PUT", "/endpoints/b?port=own", "refused")).contains("\"behaviour\":\"refused\"");
        assertThat(farm.endpoint("b").hasItsOwnPort()).isTrue();
        assertThat(call("PUT", "/endpoints/b", "healthy")).contains("\"behaviour\":\"healthy\"");
        assertThat(call("GET", "/endpoints", "").lines()).hasSize(2);
        assertThat(call("GET", "/endpoints/b", "")).startsWith("200 {\"endpoint\":\"b\"");
    }

    @Test
    void givesOutWhatHasCome() throws Exception {
        String body = LongStream.rangeClosed(1, 3)
                .mapToObj(id -> "{\"id\":" + id + (id == 2 ? ",\"event_type\":{}}" : "}"))
                .toList()
                .toString();
        http.send(request(URI.create(farm.endpoint("a").url()), "POST", body), HttpResponse.BodyHandlers.discarding());

        assertThat(call("GET", "/arrivals/a", ""))
                .matches("200 \\{\"endpoint\":\"a\",\"time\":\"[0-9-]+T[0-9:.]+Z\",\"status\":200,"
                        + "\"events\":\\[2],\"usage\":\\[1,3],\"bytes\":\\[0,0]}");
        assertThat(call("GET", "/arrivals", "")).isEqualTo(call("GET", "/arrivals/a", ""));
    }

    @Test
    void saysWhatItCannotDo() throws Exception {
        assertThat(call("GET", "/endpoints/a", "")).startsWith("404 there is no endpoint a yet; PUT makes one");
        assertThat(call("PUT", "/endpoints/a", "sleepy")).startsWith("400 'sleepy' is no fault; there are ");
        assertThat(call("PUT", "/endpoints/a", "refused")).startsWith("400 refused: endpoint a shares its port");
        assertThat(call("PUT", "/endpoints/a?port=80", "healthy")).startsWith("400 ?port=80: expected is ?port=own");
        assertThat(call("DELETE", "/endpoints/a", "")).startsWith("404 there are GET and PUT of /endpoints");
    }

    private String call(String method, String path, String body) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(
                request(URI.create("http://127.0.0.1:" + control.port() + path), method, body),
                HttpResponse.BodyHandlers.ofString());
        return response.statusCode() + " " + response.body().strip();
    }

    private static HttpRequest request(URI uri, String method, String body) {
        return HttpRequest.newBuilder(uri)
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
    }
}
