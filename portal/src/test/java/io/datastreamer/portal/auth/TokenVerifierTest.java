package io.datastreamer.portal.auth;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.datastreamer.portal.TestKeys;
import io.datastreamer.portal.config.PortalSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLSocketFactory;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class TokenVerifierTest {
    @TempDir
    private Path directory;

    @Test
    void keysOfAFileAreReadAgainWhenItChanges() throws Exception {
        Path file = Files.writeString(directory.resolve("jwks.json"), "{\"keys\": []}");
        TokenVerifier verifier = verifier("file:" + file);
        assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> verifier.verify(TestKeys.token(5)));

        Files.copy(TestKeys.jwks(), file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(5)));
        Caller caller = verifier.verify(TestKeys.token(5));
        assertThat(caller.organisationId()).isEqualTo(5);
        assertThat(caller.reaches(5)).isTrue();
        assertThat(caller.reaches(6)).isFalse();

        Files.delete(file);
        assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> verifier.verify(TestKeys.token(5)));
    }

    @Test
    void aFileThatIsNoKeySetIsNamed() throws IOException {
        Path file = Files.writeString(directory.resolve("jwks.json"), "no keys");
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> verifier("file:" + file))
                .withMessage("auth.jwks file:" + file + ": is not a JWK set");
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> verifier("file:/no/such/file"))
                .withMessageContaining("auth.jwks file:/no/such/file: cannot be read");
    }

    @Test
    void keysOfAUrlAreFetchedOnceForManyTokens() throws Exception {
        HeldCertificate certificate = new HeldCertificate.Builder()
                .addSubjectAlternativeName("127.0.0.1")
                .build();
        HandshakeCertificates tls = new HandshakeCertificates.Builder()
                .heldCertificate(certificate)
                .addTrustedCertificate(certificate.certificate())
                .build();
        AtomicInteger fetched = new AtomicInteger();
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        server.setHttpsConfigurator(new HttpsConfigurator(tls.sslContext()));
        byte[] keys = Files.readString(TestKeys.jwks()).getBytes(UTF_8);
        server.createContext("/keys", exchange -> {
            fetched.incrementAndGet();
            exchange.sendResponseHeaders(200, keys.length);
            exchange.getResponseBody().write(keys);
            exchange.close();
        });
        server.start();
        SSLSocketFactory before = HttpsURLConnection.getDefaultSSLSocketFactory();
        HttpsURLConnection.setDefaultSSLSocketFactory(tls.sslSocketFactory());
        try {
            TokenVerifier verifier =
                    verifier("https://127.0.0.1:" + server.getAddress().getPort() + "/keys");
            for (int i = 0; i < 10; i++) {
                assertThat(verifier.verify(TestKeys.token(i)).organisationId()).isEqualTo(i);
            }
            assertThat(fetched).hasValue(1);
        } finally {
            HttpsURLConnection.setDefaultSSLSocketFactory(before);
            server.stop(0);
        }
    }

    private static TokenVerifier verifier(String jwks) {
        return new TokenVerifier(new PortalSettings.Tokens(
                jwks,
                TestKeys.ISSUER,
                TestKeys.AUDIENCE,
                Set.of("RS256"),
                "organisation_id",
                "roles",
                "data-streamer-operator"));
    }
}
