package io.datastreamer.tools.simulate;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Computes the ids of what elements' records become: the first 63 bits of the SHA-256 of the format, the record's
 * natural key and the kind, separated by U+001F. Implemented a second time here, to check the job's own ids.
 */
final class ElementIds {
    private ElementIds() {}

    static long id(RecordFormat format, String kind, Object... key) {
        StringBuilder text = new StringBuilder(format.key());
        for (Object part : key) {
            text.append('\u001F').append(part);
        }
        text.append('\u001F').append(kind);
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(UTF_8));
            return ByteBuffer.wrap(digest).getLong() >>> 1;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
