package io.datastreamer.connectors.oauth;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.datastreamer.connectors.settings.SettingsException;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.RSAPrivateKey;
import java.util.Base64;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

/** Signs JWTs (RFC 7519) with a private key; the algorithm follows from the key (RFC 7518, RFC 8037). Thread-safe. */
public final class JwtSigner {
    private static final int LEAST_RSA_BITS = 2048;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final PrivateKey key;
    private final String algorithm;
    private final String signature;

    /**
     * Creates a signer.
     *
     * @param member the key's setting, for messages
     * @param key RSA, EC or Ed25519
     * @throws SettingsException when the key cannot sign
     */
    public JwtSigner(String member, PrivateKey key) throws SettingsException {
        this.key = key;
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

    /** An empty object for claims or members of a header. */
    public static ObjectNode object() {
        return JSON.createObjectNode();
    }

    /**
     * Returns a signed JWT.
     *
     * @param more members of the header besides {@code alg} and {@code typ}
     * @param claims the claims
     */
    public String signed(ObjectNode more, ObjectNode claims) throws GeneralSecurityException {
        ObjectNode header = object().put("alg", algorithm).put("typ", "JWT").setAll(more);
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

    /** Shows no key. */
    @Override
    public String toString() {
        return algorithm;
    }
}
