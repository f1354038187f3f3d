package io.datastreamer.connectors.oauth;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.datastreamer.connectors.settings.SettingsException;
import io.datastreamer.connectors.tls.PemPrivateKey;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPrivateCrtKey;
import java.util.Arrays;
import java.util.Base64;

/**
 * The key by which customers' clouds recognise the operator: RSA, because one of them accepts nothing else. Immutable.
 */
final class IdentityKey {
    private final JwtSigner signer;
    private final String modulus;
    private final String exponent;

    private IdentityKey(JwtSigner signer, RSAPrivateCrtKey key) {
        this.signer = signer;
        this.modulus = base64(key.getModulus());
        this.exponent = base64(key.getPublicExponent());
    }

    /**
     * Reads a private key.
     *
     * @param name the key's name in messages, which show nothing of the key
     * @param pem the key
     * @throws IllegalArgumentException when it is not an RSA key of 2048 bits or more
     */
    static IdentityKey read(String name, String pem) {
        try {
            if (PemPrivateKey.read(name, pem) instanceof RSAPrivateCrtKey key) {
                return new IdentityKey(new JwtSigner(name, key), key);
            }
        } catch (SettingsException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
        throw new IllegalArgumentException(name + ": must be an RSA private key, as PEM");
    }

    JwtSigner signer() {
        return signer;
    }

    /** The key's id: its thumbprint (RFC 7638). */
    String id() {
        String members = "{\"e\":\"" + exponent + "\",\"kty\":\"RSA\",\"n\":\"" + modulus + "\"}";
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(members.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }

    /** The public half (RFC 7517). */
    ObjectNode published() {
        return JwtSigner.object()
                .put("kty", "RSA")
                .put("use", "sig")
                .put("alg", "RS256")
                .put("kid", id())
                .put("n", modulus)
                .put("e", exponent);
    }

    private static String base64(BigInteger number) {
        byte[] bytes = number.toByteArray();
        int sign = bytes[0] == 0 ? 1 : 0;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOfRange(bytes, sign, bytes.length));
    }

    /** Shows no private half. */
    @Override
    public String toString() {
        return "IdentityKey[" + id() + "]";
    }
}
