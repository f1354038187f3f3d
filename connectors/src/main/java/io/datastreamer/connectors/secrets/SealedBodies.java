package io.datastreamer.connectors.secrets;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Encrypts the bodies that delivery attempts keep, because more programs than the portal read their topic. A body is
 * bound to its organisation, its data stream and its member, so that it can be decrypted nowhere else.
 */
public final class SealedBodies {
    /** The member for a request's body. */
    public static final String REQUEST = "request.body";
    /** The member for an answer's body. */
    public static final String RESPONSE = "response.body";

    private static final int LONGEST = 64 * 1024;

    private final Keyset keys;

    /** Encrypts with the newest key, decrypts with all. */
    public SealedBodies(Keyset keys) {
        this.keys = keys;
    }

    /**
     * Compresses and encrypts a body, and returns it as Base64.
     *
     * @param body at most 64 KiB
     * @param member {@link #REQUEST} or {@link #RESPONSE}
     */
    public String seal(byte[] body, long organisationId, String streamId, String member) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException("memory always takes bytes", e);
        }
        return Base64.getEncoder()
                .encodeToString(keys.encrypt(bytes.toByteArray(), associated(organisationId, streamId, member)));
    }

    /** Returns the body in clear; null if it was sealed with another key, or for something else. */
    public byte @Nullable [] open(String sealed, long organisationId, String streamId, String member) {
        try {
            byte[] zipped =
                    keys.decrypt(Base64.getDecoder().decode(sealed), associated(organisationId, streamId, member));
            try (GZIPInputStream zip = new GZIPInputStream(new ByteArrayInputStream(zipped))) {
                return zip.readNBytes(LONGEST);
            }
        } catch (GeneralSecurityException | IOException | IllegalArgumentException e) {
            return null;
        }
    }

    /** Different from that of any setting: no setting has a name with a blank. */
    private static byte[] associated(long organisationId, String streamId, String member) {
        return (organisationId + "\n" + streamId + "\nattempt " + member).getBytes(UTF_8);
    }
}
