package io.datastreamer.portal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Map;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

/** The server in a network: alone with TLS, behind a proxy, and facing invalid requests. */
@Timeout(300)
class ServerITCase {
    private static final String TOKEN = TestKeys.token(3001);

    @TempDir
    private Path directory;

    @Test
    void speaksHttpsWithTheKeystore() throws Exception {
        HeldCertificate certificate = new HeldCertificate.Builder()
                .addSubjectAlternativeName("127.0.0.1")
                .build();
        Path keystore = keystore(certificate, "changeit");
        Path password = Files.writeString(directory.resolve("password"), "changeit\n");
        HandshakeCertificates trusting = new HandshakeCertificates.Builder()
                .addTrustedCertificate(certificate.certificate())
                .build();
        try (TestPortal portal =
                TestPortal.startUnread("--server.tls-keystore=" + keystore, "--server.tls-password=file:" + password)) {
            assertThat(portal.url()).startsWith("https://127.0.0.1:");
            HttpResponse<String> answer = HttpClient.newBuilder()
                    .sslContext(trusting.sslContext())
                    .build()
                    .send(
                            HttpRequest.newBuilder(URI.create(portal.url() + "/api/v1/session"))
                                    .header("Content-Type", "application/json")
                                    .header("X-Portal-Client", "test")
                                    .POST(HttpRequest.BodyPublishers.ofString("{\"token\": \"" + TOKEN + "\"}"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Set-Cookie").orElse("")).contains("Secure", "HttpOnly");
            assertThat(answer.headers().firstValue("Strict-Transport-Security")).isPresent();
        }
    }

    @Test
    void behindAProxyTheLastForwardedAddressCounts() throws Exception {
        try (TestPortal portal =
                TestPortal.startUnread("--server.behind-proxy=true", "--limits.requests-per-minute=1")) {
            assertThat(document(portal, "10.9.9.9, 8.8.8.8")).isEqualTo(200);
            // a caller that writes another address before the proxy's still counts as the same
            assertThat(document(portal, "10.1.1.1, 8.8.8.8")).isEqualTo(429);
            assertThat(document(portal, "10.9.9.9, 8.8.4.4")).isEqualTo(200);
        }
        try (TestPortal portal = TestPortal.startUnread("--limits.requests-per-minute=1")) {
            assertThat(document(portal, "8.8.8.8")).isEqualTo(200);
            assertThat(document(portal, "8.8.4.4")).isEqualTo(429);
        }
    }

    @Test
    void nonsenseIsAnsweredWithAProblem() throws Exception {
        try (TestPortal portal = TestPortal.startUnread()) {
            assertThat(problem(portal, "GET /" + "x".repeat(20_000) + " HTTP/1.1\r\nHost: a\r\n\r\n"))
                    .isEqualTo(414);
            assertThat(problem(portal, "GET / HTTP/1.1\r\nHost: a\r\nX: " + "x".repeat(20_000) + "\r\n\r\n"))
                    .isEqualTo(431);
            assertThat(problem(portal, "GET / HTTP/1.1\r\n\r\n")).isEqualTo(400);
            assertThat(problem(portal, "GET /a/..%2f..%2fetc HTTP/1.1\r\nHost: a\r\n\r\n"))
                    .isEqualTo(400);
        }
    }

    private static int document(TestPortal portal, String forwarded) {
        return portal.call("GET", "/api/v1/openapi.yaml", null, null, Map.of("X-Forwarded-For", forwarded))
                .status();
    }

    private static int problem(TestPortal portal, String request) throws Exception {
        URI uri = URI.create(portal.url());
        try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write(request.getBytes(ISO_8859_1));
            out.flush();
            socket.shutdownOutput();
            InputStream in = socket.getInputStream();
            String answer = new String(in.readAllBytes(), ISO_8859_1);
            assertThat(answer)
                    .contains("application/problem+json", "X-Frame-Options: DENY", "Content-Security-Policy: ")
                    .doesNotContain("Jetty", "Exception");
            JsonNode problem = new ObjectMapper().readTree(answer.substring(answer.indexOf("\r\n\r\n") + 4));
            int status = problem.get("status").intValue();
            assertThat(answer).startsWith("HTTP/1.1 " + status);
            return status;
        }
    }

    private Path keystore(HeldCertificate certificate, String password) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("portal", certificate.keyPair().getPrivate(), password.toCharArray(), new Certificate[] {
            certificate.certificate()
        });
        Path file = directory.resolve("portal.p12");
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, password.toCharArray());
        }
        return file;
    }
}
