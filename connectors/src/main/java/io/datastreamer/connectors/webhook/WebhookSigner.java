package io.datastreamer.connectors.webhook;

import io.datastreamer.connectors.http.Slices;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Signs requests with one key, or with several while one replaces another. Thread-safe; {@link #toString} shows
 * no key.
 */
public final class WebhookSigner {
    private final List<Key> keys;

    private record Key(SigningKey key, @Nullable Instant until) {}

    private WebhookSigner(List<Key> keys) {
        this.keys = List.copyOf(keys);
    }

    /**
     * Parses one or several keys.
     *
     * @param secret keys, separated by spaces: each is the base64 of 24 to 64 bytes, with or without the prefix {@code
     *     whsec_}, or {@code whsk_} and an Ed25519 key; each but the first may be followed by {@code @} and the time
     *     until which it signs, such as {@code @2026-12-01T00:00:00Z}
     * @throws IllegalArgumentException when it is invalid; the message does not show it
     */
    public static WebhookSigner of(String secret) {
        SigningSecret read = SigningSecret.of(secret);
        List<Key> keys = new ArrayList<>();
        for (SigningSecret.Key key : read.keys()) {
            keys.add(new Key(SigningKey.of(key.text()), key.until()));
        }
        if (read.hasTooMany()) {
            throw new IllegalArgumentException("must be at most " + SigningSecret.MOST_KEYS + " keys");
        }
        return new WebhookSigner(keys);
    }

    /**
     * Returns the three headers for a body; of several signatures, receivers may check any.
     *
     * @param id the message's id: without a dot, the same for every attempt
     * @param time when the request is sent; receivers refuse times minutes off their clock
     * @param body the body, before any content encoding
     */
    public Headers sign(String id, Instant time, Slices body) {
        String timestamp = String.valueOf(time.getEpochSecond());
        StringBuilder signatures = new StringBuilder();
        for (Key key : keys) {
            if (key.until() == null || time.isBefore(key.until())) {
                signatures
                        .append(signatures.isEmpty() ? "" : " ")
                        .append(key.key().sign(id + "." + timestamp + ".", body));
            }
        }
        return Headers.of("webhook-id", id, "webhook-timestamp", timestamp, "webhook-signature", signatures.toString());
    }

    @Override
    public String toString() {
        return "WebhookSigner[***]";
    }
}
