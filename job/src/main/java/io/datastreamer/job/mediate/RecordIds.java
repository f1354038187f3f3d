package io.datastreamer.job.mediate;

import io.datastreamer.job.record.SessionRecord;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Makes ids of records, only from what the element itself says: no file name, position or time of reading. An id is the
 * first 63 bits of the SHA-256 of the format's name, the record's natural key and the kind of output. Not thread-safe.
 */
final class RecordIds {
    /** What one raw record may become. The names are part of ids, so they never change. */
    enum Kind {
        CREATE("create"),
        UPDATE("update"),
        DELETE("delete"),
        USAGE("usage");

        private final String text;

        Kind(String text) {
            this.text = text;
        }
    }

    private static final int SESSION_KEY_BYTES = 16;
    private static final Base64.Encoder BASE64 = Base64.getEncoder().withoutPadding();

    private final MessageDigest sha256;

    RecordIds() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** The id of what a record becomes. */
    long id(SessionRecord record, Kind kind) {
        return id(record.format(), record.key(), kind);
    }

    /** The id of what becomes of something with this key. */
    long id(String format, String key, Kind kind) {
        return number(format + SessionRecord.SEPARATOR + key + SessionRecord.SEPARATOR + kind.text) >>> 1;
    }

    /**
     * The key that a record's session is kept under: short, whatever the element calls the session. 128 bits suffice,
     * also against elements that choose session names with bad intent.
     */
    String sessionKey(SessionRecord record) {
        byte[] digest = sha256.digest(record.session().getBytes(UTF_8));
        return BASE64.encodeToString(Arrays.copyOf(digest, SESSION_KEY_BYTES));
    }

    /** A number of 48 bits that distinguishes a record from the others of its session. */
    static long fingerprint(SessionRecord record) {
        // FNV-1a suffices: a session remembers few records, all of one element
        long hash = 0xCBF29CE484222325L;
        String key = record.key();
        for (int i = 0; i < key.length(); i++) {
            hash = (hash ^ key.charAt(i)) * 0x100000001B3L;
        }
        return hash >>> 16;
    }

    private long number(String text) {
        byte[] digest = sha256.digest(text.getBytes(UTF_8));
        long number = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            number = number << 8 | (digest[i] & 0xFF);
        }
        return number;
    }
}
