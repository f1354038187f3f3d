package io.datastreamer.portal.auth;

import io.datastreamer.portal.store.ApiKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.HexFormat;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Creates and checks the API keys of programs. A key is {@code dsk_ID_SECRET}; only a hash of the secret is stored. As
 * the secret is 256 random bits, a plain hash reveals nothing about it.
 */
public final class ApiKeys {
    private static final String PREFIX = "dsk_";
    private static final Pattern TEXT = Pattern.compile(PREFIX + "([0-9a-f]{16})_([A-Za-z0-9_-]{43})");
    private static final int ID_BYTES = 8;
    private static final int SECRET_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Function<String, @Nullable ApiKey> keys;
    private final Clock clock;

    /**
     * Creates the check.
     *
     * @param keys finds a key by its id
     */
    public ApiKeys(Function<String, @Nullable ApiKey> keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /**
     * A new key.
     *
     * @param id its id
     * @param text the key, which its owner gets once
     * @param hash the stored hash
     */
    public record Made(String id, String text, String hash) {
        @Override
        public String toString() {
            return "Made[" + id + "]";
        }
    }

    /** Creates a new key. */
    public static Made make() {
        String id = HexFormat.of().formatHex(random(ID_BYTES));
        String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(random(SECRET_BYTES));
        return new Made(id, PREFIX + id + "_" + secret, hash(secret));
    }

    /** Whether a bearer token is an API key, valid or not. */
    public static boolean isKey(String token) {
        return token.startsWith(PREFIX);
    }

    /**
     * Returns the caller that a key stands for.
     *
     * @throws RefusedException when it does not exist, was revoked, or has expired
     */
    public Caller verify(String text) throws RefusedException {
        Matcher matcher = TEXT.matcher(text);
        ApiKey key = matcher.matches() ? keys.apply(matcher.group(1)) : null;
        if (key == null || !isEqual(key.hash(), hash(matcher.group(2)))) {
            throw new RefusedException("the key is not known, or was revoked");
        }
        if (!clock.instant().isBefore(key.expiresAt())) {
            throw new RefusedException("the key has expired");
        }
        return new Caller(
                "key " + key.name(),
                key.organisationId(),
                key.expiresAt(),
                key.id(),
                key.scope() == ApiKey.Scope.WRITE);
    }

    /** Whether a caller's key still exists; always true for callers without a key. */
    public boolean holds(Caller caller) {
        return caller.keyId() == null || keys.apply(caller.keyId()) != null;
    }

    private static boolean isEqual(String one, String other) {
        return MessageDigest.isEqual(
                one.getBytes(StandardCharsets.US_ASCII), other.getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] random(int count) {
        byte[] bytes = new byte[count];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    private static String hash(String secret) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
