package io.datastreamer.connectors.webhook;

import io.datastreamer.connectors.http.Slices;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Signs requests with one key, or with several while one takes the place of another. Thread-safe; {@link #toString} shows
 * no key.
 */
public final class WebhookSigner {
    private static final int MOST_KEYS = 4;

    private final List<Key> keys;

    private record Key(SigningKey key, @Nullable Instant until) {}

    private WebhookSigner(List<Key> keys) {
        this.keys = List.copyOf(keys);
    }

    /**
     * Reads one key or several.
     *
     * @param secret keys, parted by spaces: each is the base64 of 24 to 64 bytes, with or without the prefix
     *     {@code whsec_}, or {@code whsk_} and an Ed25519 key; but for the first, {@code @} and the time may follow until
     *     which it signs, such as {@code @2026-12-01T00:00:00Z}
     * @throws IllegalArgumentException when it is not; the message does not hold it
     */
    public static WebhookSigner of(String secret) {
        List<Key> keys = new ArrayList<>();
        for (String part : secret.trim().split("\\s+", -1)) {
            int at = part.indexOf('@');
            if (at >= 0 && keys.isEmpty()) {
                throw new IllegalArgumentException("the first key must have no end");
            }
            keys.add(
                    at < 0
                            ? new Key(SigningKey.of(part), null)
                            : new Key(SigningKey.of(part.substring(0, at)), end(part.substring(at + 1))));
        }
        if (keys.size() > MOST_KEYS) {
            throw new IllegalArgumentException("must be at most " + MOST_KEYS + " keys");
        }
        return new WebhookSigner(keys);
    }

    private static Instant end(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("what follows an @ must be a time such as 2026-12-01T00:00:00Z");
        }
    }

    /**
     * The three headers that go with a body: of several signatures any may be checked.
     *
     * @param id the message's id: without a dot, the same for every attempt
     * @param time when the request is sent; receivers refuse what is minutes off their clock
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
