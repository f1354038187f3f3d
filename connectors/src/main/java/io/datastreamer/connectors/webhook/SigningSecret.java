package io.datastreamer.connectors.webhook;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The text of the setting {@code signing_secret}: one key, or several separated by spaces. Each but the first may be
 * followed by {@code @} and the time until which it signs. {@link #toString} shows no key.
 */
public final class SigningSecret {
    /** The prefix of a key that signs and verifies. */
    public static final String SYMMETRIC = "whsec_";
    /** The prefix of a key that only signs. */
    public static final String PRIVATE = "whsk_";
    /** Most keys at once. */
    public static final int MOST_KEYS = 4;

    private static final char END = '@';

    private final List<Key> keys;

    /**
     * One key.
     *
     * @param until when it stops signing; null for never
     */
    record Key(String text, @Nullable Instant until) {
        @Override
        public String toString() {
            return "Key[***]";
        }
    }

    private SigningSecret(List<Key> keys) {
        this.keys = List.copyOf(keys);
    }

    /**
     * Splits the text; it does not validate the keys.
     *
     * @throws IllegalArgumentException when it is malformed; the message does not show it
     */
    public static SigningSecret of(String text) {
        List<Key> keys = new ArrayList<>();
        for (String part : text.trim().split("\\s+", -1)) {
            int at = part.indexOf(END);
            if (at >= 0 && keys.isEmpty()) {
                throw new IllegalArgumentException("the first key must have no end");
            }
            keys.add(at < 0 ? new Key(part, null) : new Key(part.substring(0, at), end(part.substring(at + 1))));
        }
        return new SigningSecret(keys);
    }

    private static Instant end(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("what follows an @ must be a time such as 2026-12-01T00:00:00Z");
        }
    }

    /** The same with a new first key. Earlier keys without an end now sign until this time; ended keys are left out. */
    public SigningSecret rotated(String made, Instant now, Instant until) {
        List<Key> all = new ArrayList<>();
        all.add(new Key(made, null));
        for (Key key : keys) {
            if (key.until() == null) {
                all.add(new Key(key.text(), until));
            } else if (key.until().isAfter(now)) {
                all.add(key);
            }
        }
        return new SigningSecret(all);
    }

    List<Key> keys() {
        return keys;
    }

    /** Whether there are more keys than allowed. */
    public boolean hasTooMany() {
        return keys.size() > MOST_KEYS;
    }

    /** The text, including the keys. */
    public String text() {
        return keys.stream()
                .map(key -> key.until() == null ? key.text() : key.text() + END + key.until())
                .collect(Collectors.joining(" "));
    }

    @Override
    public String toString() {
        return "SigningSecret[***]";
    }
}
