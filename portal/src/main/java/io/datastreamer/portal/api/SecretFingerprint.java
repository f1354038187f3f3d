package io.datastreamer.portal.api;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Lets programs see whether a secret was set again since they last looked. The fingerprint is made of the encrypted
 * text, which is different each time a secret is set: it reveals nothing about the secret, not even to those who guess.
 */
final class SecretFingerprint {
    private static final String ENCRYPTED = "encrypted";
    private static final int LENGTH = 32;

    private SecretFingerprint() {}

    /** The fingerprint of a setting, or of texts by name; null if it is not set, or is in clear in the topic. */
    static @Nullable String of(@Nullable Object value) {
        if (!(value instanceof Map<?, ?> map) || map.isEmpty()) {
            return null;
        }
        if (map.get(ENCRYPTED) instanceof String text && map.size() == 1) {
            return hash(text);
        }
        StringBuilder all = new StringBuilder();
        for (Map.Entry<?, ?> each : new TreeMap<>(map).entrySet()) {
            String one = of(each.getValue());
            if (one == null) {
                return null;
            }
            all.append(each.getKey()).append('\n').append(one).append('\n');
        }
        return hash(all.toString());
    }

    private static String hash(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash).substring(0, LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
