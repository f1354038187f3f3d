package io.datastreamer.portal.api;

import io.datastreamer.connectors.secrets.SecretMembers;
import io.datastreamer.contract.DataStreamCodec;
import io.datastreamer.contract.Settings;
import io.datastreamer.contract.StreamConfiguration;
import io.datastreamer.portal.store.StreamStore;
import io.datastreamer.portal.web.FieldError;
import io.datastreamer.portal.web.Problem;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * An {@code Idempotency-Key}: of creations with the same key and organisation one makes a stream, and the others get to see
 * it, at any portal and at any time. Nothing has to be kept for that: the stream's id is made of the key and of what was
 * sent.
 */
final class CreationKey {
    static final String HEADER = "Idempotency-Key";

    private static final int OF_KEY = 22;
    private static final int OF_CONTENT = 11;

    private final String key;

    private CreationKey(String key) {
        this.key = key;
    }

    /**
     * Takes the header.
     *
     * @return null without it
     * @throws Problem when it is empty, too long, or not ASCII
     */
    static @Nullable CreationKey of(@Nullable String header) throws Problem {
        if (header == null) {
            return null;
        }
        if (!header.matches("[\\x21-\\x7e]{1,255}")) {
            throw Problem.invalid(
                    List.of(new FieldError(HEADER, "must be 1 to 255 visible ASCII characters, such as a UUID")));
        }
        return new CreationKey(header);
    }

    /** The stream under the id that belongs to this key and to what the stream is, its secrets apart. */
    StreamConfiguration named(StreamConfiguration draft) {
        return draft.withId(
                prefix(draft.organisationId()) + hash(key, content(draft)).substring(0, OF_CONTENT));
    }

    /**
     * Sees that the key has made no other stream.
     *
     * @throws Problem when it has, or when the stream that it made was deleted
     */
    void requireUnused(StreamConfiguration named, StreamStore store) throws Problem {
        String prefix = prefix(named.organisationId());
        if (store.all().stream().anyMatch(version -> version.stream().id().startsWith(prefix))) {
            throw Problem.invalid(List.of(new FieldError(
                    HEADER, "has created a data stream with other members already; look at it, or use another key")));
        }
        if (store.wasDeleted(named.id())) {
            throw Problem.of(409, "The data stream that was created with this Idempotency-Key has been deleted.");
        }
    }

    // a letter first, and a dot that base64 does not have: no id that others make begins so by chance
    private String prefix(long organisation) {
        return "k." + hash(String.valueOf(organisation), key).substring(0, OF_KEY) + ".";
    }

    private static String content(StreamConfiguration draft) {
        Map<String, Object> shown = new TreeMap<>(draft.settings().members());
        shown.keySet().removeAll(SecretMembers.of(draft.apiType()));
        return new String(
                DataStreamCodec.write(draft.withId("any")
                        .withSettings(new Settings(shown))
                        .withCreatedAt(null)
                        .withReplay(null)),
                UTF_8);
    }

    private static String hash(String first, String second) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest((first + "\n" + second).getBytes(UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
