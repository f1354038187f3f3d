package io.datastreamer.connectors.oauth;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.datastreamer.connectors.settings.SettingsException;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.RSAPrivateKey;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * What a client says of itself in place of a password, signed by its private key: a JWT that is good for a minute, at one
 * token endpoint, for one request (RFC 7523, section 3).
 */
final class ClientAssertion {
    private static final long GOOD_SECONDS = 60;
    private static final int LEAST_RSA_BITS = 2048;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final PrivateKey key;
    private final @Nullable String keyId;
    private final String clientId;
    private final String audience;
    private final String algorithm;
    private final String signature;

    /**
     * Says who a client is.
     *
     * @param member names the setting of the key in messages
     * @param key RSA, EC or Ed25519; the algorithm follows from it (RFC 7518, RFC 8037)
     * @param keyId by what the endpoint knows the key; null where it has one only
     * @param audience whom it is for
     * @throws SettingsException when nothing can be signed with the key
     */
    ClientAssertion(String member, PrivateKey key, @Nullable String keyId, String clientId, String audience)
            throws SettingsException {
        this.key = key;
        this.keyId = keyId;
        this.clientId = clientId;
        this.audience = audience;
        if (key instanceof RSAPrivateKey rsa) {
            if (rsa.getModulus().bitLength() < LEAST_RSA_BITS) {
                throw new SettingsException(member + ": must have " + LEAST_RSA_BITS + " bits or more");
            }
            algorithm = "RS256";
            signature = "SHA256withRSA";
        } else if (key instanceof ECPrivateKey ec) {
            int bits = ec.getParams().getCurve().getField().getFieldSize();
            String hash = bits == 256 ? "256" : bits == 384 ? "384" : "512";
            algorithm = "ES" + hash;
            signature = "SHA" + hash + "withECDSAinP1363Format";
        } else {
            algorithm = "EdDSA";
            signature = "Ed25519";
        }
    }

    /** A new one. */
    String signed(Instant now) throws GeneralSecurityException {
        ObjectNode header = JSON.createObjectNode().put("alg", algorithm).put("typ", "JWT");
        if (keyId != null) {
            header.put("kid", keyId);
        }
        ObjectNode claims = JSON.createObjectNode()
                .put("iss", clientId)
                .put("sub", clientId)
                .put("aud", audience)
                .put("jti", UUID.randomUUID().toString())
                .put("iat", now.getEpochSecond())
                .put("exp", now.getEpochSecond() + GOOD_SECONDS);
        String said = base64(header.toString().getBytes(UTF_8)) + "."
                + base64(claims.toString().getBytes(UTF_8));
        Signature signing = Signature.getInstance(signature);
        signing.initSign(key);
        signing.update(said.getBytes(US_ASCII));
        return said + "." + base64(signing.sign());
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Without the key. */
    @Override
    public String toString() {
        return algorithm + " of " + clientId;
    }
}
