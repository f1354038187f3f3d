package io.datastreamer.connectors.oauth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.datastreamer.connectors.conformance.Received;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.URLDecoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.RSAPublicKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The tests' operator, as clouds see it that trust it: they only know the files that {@code ./streamer identity
 * publish} wrote.
 */
public final class TrustedIssuer {
    public static final String ISSUER = "https://identity.example.org/streamer";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TrustedIssuer ONLY = made();

    private final String pem;
    private final OperatorIdentity identity;
    private final JsonNode configuration;
    private final JsonNode keys;

    private TrustedIssuer(String pem, JsonNode configuration, JsonNode keys) {
        this.pem = pem;
        this.identity = OperatorIdentity.of(ISSUER, "identity.key", pem);
        this.configuration = configuration;
        this.keys = keys;
    }

    private static TrustedIssuer made() {
        try {
            Path dir = Files.createTempDirectory("identity");
            Path file = dir.resolve("key.pem");
            IdentityCommand command =
                    new IdentityCommand(new PrintStream(OutputStream.nullOutputStream(), false, UTF_8));
            if (command.run("create", file.toString()) + command.run("publish", ISSUER, dir.toString(), file.toString())
                    != 0) {
                throw new IllegalStateException("no identity");
            }
            Path known = dir.resolve(".well-known");
            TrustedIssuer made = new TrustedIssuer(
                    Files.readString(file),
                    JSON.readTree(known.resolve("openid-configuration").toFile()),
                    JSON.readTree(known.resolve("jwks.json").toFile()));
            for (Path each :
                    new Path[] {file, known.resolve("openid-configuration"), known.resolve("jwks.json"), known, dir}) {
                Files.delete(each);
            }
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The operator's identity. */
    public static OperatorIdentity identity() {
        return ONLY.identity;
    }

    /** The operator's private key. */
    public static String pem() {
        return ONLY.pem;
    }

    /** The members of a form in a request. */
    public static Map<String, String> form(Received request) {
        Map<String, String> form = new HashMap<>();
        for (String each : request.text().split("&", -1)) {
            int equals = each.indexOf('=');
            form.put(
                    URLDecoder.decode(each.substring(0, equals), UTF_8),
                    URLDecoder.decode(each.substring(equals + 1), UTF_8));
        }
        return form;
    }

    /** The subject of a token; null if it was not signed by the operator, is for another audience, or not valid now. */
    public static @Nullable String subject(String token, String audience) throws GeneralSecurityException, IOException {
        return ONLY.subjectOf(token, audience);
    }

    private @Nullable String subjectOf(String token, String audience) throws GeneralSecurityException, IOException {
        String[] parts = token.split("\\.", -1);
        JsonNode header = JSON.readTree(Base64.getUrlDecoder().decode(parts[0]));
        JsonNode claims = JSON.readTree(Base64.getUrlDecoder().decode(parts[1]));
        JsonNode key = keys.at("/keys/0");
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initVerify(KeyFactory.getInstance("RSA")
                .generatePublic(new RSAPublicKeySpec(number(key.get("n")), number(key.get("e")))));
        signature.update((parts[0] + "." + parts[1]).getBytes(US_ASCII));
        long now = Instant.now().getEpochSecond();
        boolean isSound = parts.length == 3
                && signature.verify(Base64.getUrlDecoder().decode(parts[2]))
                && header.get("alg").equals(key.get("alg"))
                && header.get("kid").equals(key.get("kid"))
                && claims.get("iss").equals(configuration.get("issuer"))
                && claims.get("aud").asText().equals(audience)
                && claims.get("iat").asLong() < now
                && claims.get("nbf").asLong() < now
                && claims.get("exp").asLong() > now
                && claims.get("exp").asLong() - claims.get("iat").asLong() <= 600
                && !claims.get("jti").asText().isEmpty();
        return isSound ? claims.get("sub").asText() : null;
    }

    private static BigInteger number(JsonNode base64) {
        return new BigInteger(1, Base64.getUrlDecoder().decode(base64.asText()));
    }
}
