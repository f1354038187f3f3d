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
 * Handles an {@code Idempotency-Key}: of several requests with the same key and organisation, one creates a stream, and
 * the others get that stream, from any portal and at any time. Nothing is stored for this: the stream's id is derived
 * from the key and the request.
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
     * Reads the header.
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

    /** Gives the stream the id derived from this key and from the stream without its secrets. */
    StreamConfiguration named(StreamConfiguration draft) {
        return draft.withId(
                prefix(draft.organisationId()) + hash(key, content(draft)).substring(0, OF_CONTENT));
    }

    /**
     * Checks that the key has created no other stream.
     *
     * @throws Problem when it has, or when the stream that it created was deleted
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

    // starts with a letter, and has a dot, which base64 does not: no other id starts like this by chance
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
