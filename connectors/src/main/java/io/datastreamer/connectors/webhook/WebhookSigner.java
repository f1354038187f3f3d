package io.datastreamer.connectors.webhook;

import io.datastreamer.connectors.http.Slices;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import okhttp3.Headers;

/** Signs requests with one secret. Thread-safe; {@link #toString} does not show the secret. */
public final class WebhookSigner {
    private static final String ALGORITHM = "HmacSHA256";
    private static final String PREFIX = "whsec_";
    private static final int LEAST_BYTES = 24;
    private static final int MOST_BYTES = 64;

    private final SecretKeySpec key;

    private WebhookSigner(SecretKeySpec key) {
        this.key = key;
    }

    /**
     * Reads a secret.
     *
     * @param secret base64 of 24 to 64 bytes, with or without the prefix {@code whsec_}
     * @throws IllegalArgumentException when it is not; the message does not hold it
     */
    public static WebhookSigner of(String secret) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(secret.startsWith(PREFIX) ? secret.substring(PREFIX.length()) : secret);
        } catch (IllegalArgumentException e) {
            bytes = new byte[0];
        }
        if (bytes.length < LEAST_BYTES || bytes.length > MOST_BYTES) {
            throw new IllegalArgumentException("must be the base64 of " + LEAST_BYTES + " to " + MOST_BYTES
                    + " random bytes, with or without the prefix " + PREFIX);
        }
        return new WebhookSigner(new SecretKeySpec(bytes, ALGORITHM));
    }

    /**
     * The three headers that go with a body.
     *
     * @param id the message's id: without a dot, the same for every attempt
     * @param time when the request is sent; receivers refuse what is minutes off their clock
     * @param body the body, before any content encoding
     */
    public Headers sign(String id, Instant time, Slices body) {
        String timestamp = String.valueOf(time.getEpochSecond());
        Mac mac = mac();
        mac.update((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
        body.forEach(mac::update);
        return Headers.of(
                "webhook-id", id,
                "webhook-timestamp", timestamp,
                "webhook-signature", "v1," + Base64.getEncoder().encodeToString(mac.doFinal()));
    }

    private Mac mac() {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }

    @Override
    public String toString() {
        return "WebhookSigner[***]";
    }
}
