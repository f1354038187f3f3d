package io.datastreamer.helm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.datastreamer.connectors.conformance.Ports;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.junit.jupiter.api.Assumptions;
import static org.awaitility.Awaitility.await;

/**
 * The API server of Kubernetes with its etcd, on loopback: it validates, stores and authorises, and nothing runs on it. A
 * test that needs it is skipped where {@code test-tools/kubernetes} has not built its programs.
 */
final class ApiServer implements AutoCloseable {
    private static final Duration STARTS_WITHIN = Duration.ofMinutes(3);
    private static final String TOKEN = "token-of-the-tests";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<Process> processes = new ArrayList<>();
    private final Path dir;
    private final int port = Ports.free();
    private final HttpClient http;

    /**
     * What the server says.
     *
     * @param status of HTTP
     * @param body the object, or a {@code Status} that says why there is none
     */
    record Answer(int status, JsonNode body) {
        boolean isGood() {
            return status < 300;
        }

        String message() {
            return body.path("message").asText();
        }
    }

    private ApiServer(Path dir) throws Exception {
        this.dir = dir;
        SSLContext trusting = SSLContext.getInstance("TLS");
        trusting.init(null, new TrustManager[] {new TrustOfLoopback()}, new SecureRandom());
        http = HttpClient.newBuilder().sslContext(trusting).build();
    }

    /** Starts it, with all its files in a directory. */
    static ApiServer start(Path dir) throws Exception {
        Path programs = programs();
        Assumptions.assumeTrue(
                Files.isExecutable(programs.resolve("kube-apiserver")) && Files.isExecutable(programs.resolve("etcd")),
                "skipped: needs Go, and once: test-tools/kubernetes");
        ApiServer server = new ApiServer(dir);
        try {
            server.launch(programs);
            return server;
        } catch (Exception | Error e) {
            server.close();
            throw e;
        }
    }

    private static Path programs() throws IOException, InterruptedException {
        Process where =
                new ProcessBuilder(Repository.path("test-tools/kubernetes").toString(), "--where").start();
        String said = new String(where.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        where.waitFor();
        return Path.of(said);
    }

    private void launch(Path programs) throws Exception {
        int etcd = Ports.free();
        String etcdUrl = "http://127.0.0.1:" + etcd;
        String peerUrl = "http://127.0.0.1:" + Ports.free();
        run(
                programs.resolve("etcd"),
                "--data-dir=" + dir.resolve("etcd"),
                "--listen-client-urls=" + etcdUrl,
                "--advertise-client-urls=" + etcdUrl,
                "--listen-peer-urls=" + peerUrl,
                "--initial-advertise-peer-urls=" + peerUrl,
                "--initial-cluster=default=" + peerUrl,
                "--unsafe-no-fsync");
        await().atMost(STARTS_WITHIN).until(() -> Ports.listens(etcd));
        Path tokens = Files.writeString(dir.resolve("tokens"), TOKEN + ",admin,1,system:masters\n");
        KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA");
        rsa.initialize(2048);
        KeyPair keys = rsa.generateKeyPair();
        Path signs = pem("sa.key", "PRIVATE KEY", keys.getPrivate().getEncoded());
        Path verifies = pem("sa.pub", "PUBLIC KEY", keys.getPublic().getEncoded());
        run(
                programs.resolve("kube-apiserver"),
                "--etcd-servers=" + etcdUrl,
                "--bind-address=127.0.0.1",
                "--advertise-address=127.0.0.1",
                "--secure-port=" + port,
                "--cert-dir=" + dir.resolve("certificates"),
                "--token-auth-file=" + tokens,
                "--authorization-mode=RBAC",
                "--service-account-issuer=https://kubernetes.default.svc",
                "--service-account-key-file=" + verifies,
                "--service-account-signing-key-file=" + signs,
                "--service-cluster-ip-range=10.96.0.0/16",
                // nobody makes the default accounts
                "--disable-admission-plugins=ServiceAccount");
        await().atMost(STARTS_WITHIN).ignoreExceptions().until(() -> {
            if (processes.stream().anyMatch(process -> !process.isAlive())) {
                throw new IllegalStateException("a process has ended; see the logs in " + dir);
            }
            return get("/readyz").isGood();
        });
    }

    /** For {@code kubectl} and Helm. */
    Path kubeconfig() throws IOException {
        return Files.writeString(dir.resolve("kubeconfig"), """
                apiVersion: v1
                kind: Config
                clusters: [{name: test, cluster: {server: "https://127.0.0.1:%d", insecure-skip-tls-verify: true}}]
                users: [{name: admin, user: {token: %s}}]
                contexts: [{name: test, context: {cluster: test, user: admin}}]
                current-context: test
                """.formatted(port, TOKEN));
    }

    Answer get(String path) throws IOException, InterruptedException {
        return send(request(path).GET());
    }

    Answer post(String path, JsonNode object) throws IOException, InterruptedException {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(object.toString())));
    }

    Answer delete(String path) throws IOException, InterruptedException {
        return send(request(path).DELETE());
    }

    /**
     * Server-side apply, which refuses members that it does not know.
     *
     * @param path of the object, with its name
     * @param dryRun whether it is only looked at
     */
    Answer apply(String path, JsonNode object, boolean dryRun) throws IOException, InterruptedException {
        String query = "?fieldManager=tests&force=true&fieldValidation=Strict" + (dryRun ? "&dryRun=All" : "");
        return send(request(path + query)
                .header("Content-Type", "application/apply-patch+yaml")
                .method("PATCH", HttpRequest.BodyPublishers.ofString(object.toString())));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer " + TOKEN)
                .timeout(Duration.ofMinutes(1));
    }

    private Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        JsonNode body = answer.body().startsWith("{") ? JSON.readTree(answer.body()) : JSON.createObjectNode();
        return new Answer(answer.statusCode(), body);
    }

    private void run(Path program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(arguments));
        processes.add(new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(dir.resolve(program.getFileName() + ".log").toFile())
                .start());
    }

    private Path pem(String name, String kind, byte[] content) throws IOException {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        return Files.writeString(
                dir.resolve(name), "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n");
    }

    @Override
    public void close() {
        for (int i = processes.size() - 1; i >= 0; i--) {
            processes.get(i).destroyForcibly();
            try {
                processes.get(i).waitFor(20, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** The server signs its own certificate, for names that nobody uses here. */
    private static final class TrustOfLoopback extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
