package io.datastreamer.connectors.webhook;

import io.datastreamer.connectors.http.Slices;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs messages as Standard Webhooks requires: {@code v1,…} or {@code v1a,…}. */
interface SigningKey {
    /** Returns the signature of a text and the body that follows it. */
    String sign(String head, Slices body);

    /**
     * Reads a key.
     *
     * @throws IllegalArgumentException when it is invalid; the message does not show it
     */
    static SigningKey of(String text) {
        return text.startsWith(SigningSecret.PRIVATE) ? Ed25519.of(text) : Hmac.of(text);
    }

    private static byte[] decoded(String text, String prefix) {
        try {
            return Base64.getDecoder().decode(text.startsWith(prefix) ? text.substring(prefix.length()) : text);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    /** HMAC-SHA-256: whoever can verify a signature can create one. */
    record Hmac(SecretKeySpec key) implements SigningKey {
        private static final String ALGORITHM = "HmacSHA256";
        private static final int LEAST_BYTES = 24;
        private static final int MOST_BYTES = 64;

        static Hmac of(String text) {
            byte[] bytes = decoded(text, SigningSecret.SYMMETRIC);
            if (bytes.length < LEAST_BYTES || bytes.length > MOST_BYTES) {
                throw new IllegalArgumentException("must be the base64 of " + LEAST_BYTES + " to " + MOST_BYTES
                        + " random bytes, with or without the prefix " + SigningSecret.SYMMETRIC);
            }
            return new Hmac(new SecretKeySpec(bytes, ALGORITHM));
        }

        @Override
        public String sign(String head, Slices body) {
            try {
                Mac mac = Mac.getInstance(ALGORITHM);
                mac.init(key);
                mac.update(head.getBytes(StandardCharsets.UTF_8));
                body.forEach(mac::update);
                return "v1," + Base64.getEncoder().encodeToString(mac.doFinal());
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("every JDK has " + ALGORITHM, e);
            }
        }

        @Override
        public String toString() {
            return "Hmac[***]";
        }
    }

    /** Ed25519: the receiver has only the public key. The text holds the seed, followed by the public key. */
    record Ed25519(PrivateKey key) implements SigningKey {
        private static final String ALGORITHM = "Ed25519";
        private static final int SEED_BYTES = 32;

        static Ed25519 of(String text) {
            byte[] bytes = decoded(text, SigningSecret.PRIVATE);
            if (bytes.length != SEED_BYTES && bytes.length != 2 * SEED_BYTES) {
                throw new IllegalArgumentException("must be " + SigningSecret.PRIVATE
                        + " and the base64 of an Ed25519 key of " + SEED_BYTES + " or " + 2 * SEED_BYTES + " bytes");
            }
            try {
                return new Ed25519(KeyFactory.getInstance(ALGORITHM)
                        .generatePrivate(
                                new EdECPrivateKeySpec(NamedParameterSpec.ED25519, Arrays.copyOf(bytes, SEED_BYTES))));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("every JDK has " + ALGORITHM, e);
            }
        }

        @Override
        public String sign(String head, Slices body) {
            try {
                Signature signature = Signature.getInstance(ALGORITHM);
                signature.initSign(key);
                signature.update(head.getBytes(StandardCharsets.UTF_8));
                body.forEach(signature::update);
                return "v1a," + Base64.getEncoder().encodeToString(signature.sign());
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("every JDK has " + ALGORITHM, e);
            }
        }

        @Override
        public String toString() {
            return "Ed25519[***]";
        }
    }
}
