package io.datastreamer.connectors.google;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.datastreamer.connectors.conformance.Received;
import io.datastreamer.connectors.conformance.Receiver;
import io.datastreamer.connectors.conformance.Reply;
import java.io.IOException;
import java.net.URLDecoder;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * A token endpoint that follows Google's documents on {@code oauth2.googleapis.com}: it accepts what is signed with the
 * private key of {@link #KEY} for its service account, valid for an hour at most, and not expired. Tokens are {@code
 * ya29.c.1}, {@code ya29.c.2} and so on.
 */
public final class TokenEndpoint implements AutoCloseable {
    /** The key file that it knows. */
    public static final String KEY = ServiceAccount.KEY.example();

    private static final ObjectMapper JSON = new ObjectMapper();

    private final AtomicInteger given = new AtomicInteger();
    private final Receiver receiver =
            new Receiver((request, wire) -> answer(request).to(request, wire));
    private final GoogleFederation federation;
    private volatile String scope = "";

    /** Its pool lets in the organisation of the tests' data streams. */
    public TokenEndpoint() {
        this(7);
    }

    /** Its pool lets in this organisation. */
    public TokenEndpoint(long organisationId) {
        this.federation = new GoogleFederation("org-" + organisationId);
    }

    /** The token services for clients without a key. */
    public GoogleFederation federation() {
        return federation;
    }

    /** Its address. */
    public String url() {
        return receiver.url("");
    }

    /** How many tokens it has given. */
    public int given() {
        return given.get();
    }

    /** The scope of the last token. */
    public String scope() {
        return scope;
    }

    private Reply answer(Received request) {
        if (request.line().startsWith("POST /v1/")) {
            return federation.answer(request);
        }
        try {
            String refusal = refusal(request);
            return refusal == null
                    ? Reply.of(
                            200,
                            "{\"access_token\":\"ya29.c." + given.incrementAndGet()
                                    + "\",\"expires_in\":3599,\"token_type\":\"Bearer\"}")
                    : Reply.of(400, "{\"error\":\"invalid_grant\",\"error_description\":\"" + refusal + "\"}");
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            return Reply.of(400, "{\"error\":\"invalid_request\",\"error_description\":\"" + e.getClass() + "\"}");
        }
    }

    private @Nullable String refusal(Received request) throws IOException, GeneralSecurityException {
        Map<String, String> form = new HashMap<>();
        for (String each : request.text().split("&", -1)) {
            int equals = each.indexOf('=');
            form.put(each.substring(0, equals), URLDecoder.decode(each.substring(equals + 1), UTF_8));
        }
        if (!request.line().equals("POST /token HTTP/1.1")
                || !"urn:ietf:params:oauth:grant-type:jwt-bearer".equals(form.get("grant_type"))) {
            return "no such grant";
        }
        String[] parts = form.getOrDefault("assertion", "").split("\\.", -1);
        JsonNode key = JSON.readTree(KEY);
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initVerify(publicKey(key.get("private_key").asText()));
        signature.update((parts[0] + "." + parts[1]).getBytes(US_ASCII));
        if (!signature.verify(Base64.getUrlDecoder().decode(parts[2]))) {
            return "Invalid JWT Signature.";
        }
        JsonNode header = JSON.readTree(Base64.getUrlDecoder().decode(parts[0]));
        JsonNode claims = JSON.readTree(Base64.getUrlDecoder().decode(parts[1]));
        long now = Instant.now().getEpochSecond();
        long from = claims.get("iat").asLong();
        long to = claims.get("exp").asLong();
        boolean isSound = header.get("alg").asText().equals("RS256")
                && header.get("kid").equals(key.get("private_key_id"))
                && claims.get("iss").equals(key.get("client_email"))
                && claims.get("aud").equals(key.get("token_uri"))
                && from <= now + 300
                && to > now
                && to - from <= 3600;
        scope = claims.get("scope").asText();
        return isSound ? null : "Invalid JWT";
    }

    private static PublicKey publicKey(String pem) throws GeneralSecurityException {
        byte[] der = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
        PrivateKey key = KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(der));
        RSAPrivateCrtKey rsa = (RSAPrivateCrtKey) key;
        return KeyFactory.getInstance("RSA")
                .generatePublic(new RSAPublicKeySpec(rsa.getModulus(), rsa.getPublicExponent()));
    }

    @Override
    public void close() {
        receiver.close();
    }
}
