package io.datastreamer.portal.api;

import io.datastreamer.connectors.webhook.SigningSecret;
import io.datastreamer.portal.web.FieldError;
import io.datastreamer.portal.web.Problem;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.interfaces.EdECPrivateKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Creates keys that sign requests (Standard Webhooks 1.0), and replaces earlier keys, which still sign beside the new
 * one for a while.
 */
final class SigningSecrets {
    private static final int BYTES = 32;

    private SigningSecrets() {}

    /** The algorithm of signatures. */
    enum Algorithm {
        HMAC,
        ED25519
    }

    /**
     * A new key.
     *
     * @param secret the key in the form of the setting
     * @param publicKey the key that verifies signatures; null if that is the secret itself
     */
    record Made(String secret, @Nullable String publicKey) {
        @Override
        public String toString() {
            return "Made[***]";
        }
    }

    static Made make(Algorithm algorithm) {
        return switch (algorithm) {
            case HMAC -> {
                byte[] secret = new byte[BYTES];
                new SecureRandom().nextBytes(secret);
                yield new Made(SigningSecret.SYMMETRIC + Base64.getEncoder().encodeToString(secret), null);
            }
            case ED25519 -> ed25519();
        };
    }

    private static Made ed25519() {
        try {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            byte[] seed = ((EdECPrivateKey) pair.getPrivate()).getBytes().orElseThrow();
            // the X.509 encoding of an Ed25519 key ends with the key itself
            byte[] encoded = pair.getPublic().getEncoded();
            byte[] open = Arrays.copyOfRange(encoded, encoded.length - BYTES, encoded.length);
            byte[] both = Arrays.copyOf(seed, 2 * BYTES);
            System.arraycopy(open, 0, both, BYTES, BYTES);
            Base64.Encoder base64 = Base64.getEncoder();
            return new Made(SigningSecret.PRIVATE + base64.encodeToString(both), "whpk_" + base64.encodeToString(open));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has Ed25519", e);
        }
    }

    /**
     * The settings' text after a rotation.
     *
     * @param before the previous text; null if there is none
     * @param until until when earlier keys sign; null if they stop at once
     * @throws Problem when there would be too many keys at once
     */
    static String rotated(String made, @Nullable String before, Instant now, @Nullable Instant until) throws Problem {
        if (before == null || until == null) {
            return made;
        }
        SigningSecret rotated = SigningSecret.of(before).rotated(made, now, until);
        if (rotated.hasTooMany()) {
            throw Problem.invalid(List.of(new FieldError(
                    "overlap_hours",
                    "must be 0: there are " + (SigningSecret.MOST_KEYS - 1) + " older secrets that still sign")));
        }
        return rotated.text();
    }
}
