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
 * Makes keys that sign requests (Standard Webhooks 1.0), and puts a new one in the place of those before, which go on
 * signing beside it for a while.
 */
final class SigningSecrets {
    private static final int BYTES = 32;

    private SigningSecrets() {}

    /** How requests are signed. */
    enum Algorithm {
        HMAC,
        ED25519
    }

    /**
     * A key that was made.
     *
     * @param secret as the settings take it
     * @param publicKey what the receiver checks signatures by; null where that is the secret itself
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
            // X.509 of an Ed25519 key ends with the key itself
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
     * @param before the text before it; null without one
     * @param until how long those before go on signing; null for not at all
     * @throws Problem when there would be too many at once
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
