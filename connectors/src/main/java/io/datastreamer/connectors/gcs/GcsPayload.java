package io.datastreamer.connectors.gcs;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.datastreamer.connectors.files.FileFormat;
import io.datastreamer.connectors.http.Slices;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import okhttp3.MediaType;
import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The body of an upload: a file and its metadata, in two parts. The service compares the hash, so that it refuses a
 * damaged file.
 */
final class GcsPayload implements Slices {
    private final byte[] file;
    private final byte[] head;
    private final byte[] tail;
    private final MediaType type;

    /**
     * Creates a body.
     *
     * @param name of the object
     * @param file the object's content
     */
    GcsPayload(String name, byte[] file) throws GeneralSecurityException {
        this.file = file;
        byte[] md5 = MessageDigest.getInstance("MD5").digest(file);
        // made of the content, so that the content cannot contain it, and every attempt has the same
        String boundary = "data-streamer-" + HexFormat.of().formatHex(md5);
        String contentType = FileFormat.ofName(name).contentType();
        String metadata = JsonNodeFactory.instance
                .objectNode()
                .put("name", name)
                .put("contentType", contentType)
                .put("md5Hash", Base64.getEncoder().encodeToString(md5))
                .toString();
        this.head = ("--" + boundary + "\r\nContent-Type: application/json; charset=UTF-8\r\n\r\n" + metadata + "\r\n--"
                        + boundary + "\r\nContent-Type: " + contentType + "\r\n\r\n")
                .getBytes(UTF_8);
        this.tail = ("\r\n--" + boundary + "--\r\n").getBytes(UTF_8);
        this.type = MediaType.get("multipart/related; boundary=" + boundary);
    }

    /** The body's media type. */
    MediaType type() {
        return type;
    }

    @Override
    public long length() {
        return (long) head.length + file.length + tail.length;
    }

    @Override
    public <E extends Exception> void forEach(Sink<E> sink) throws E {
        sink.accept(head, 0, head.length);
        sink.accept(file, 0, file.length);
        sink.accept(tail, 0, tail.length);
    }
}
