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
 * A file with what is said about it: two parts in one body. The service compares its hash, so that what arrives broken is
 * refused.
 */
final class GcsPayload implements Slices {
    private final byte[] file;
    private final byte[] head;
    private final byte[] tail;
    private final MediaType type;

    /**
     * Makes a body.
     *
     * @param name of the object
     * @param file what it is to hold
     */
    GcsPayload(String name, byte[] file) throws GeneralSecurityException {
        this.file = file;
        byte[] md5 = MessageDigest.getInstance("MD5").digest(file);
        // of the content, so that it cannot stand in it, and is the same at every attempt
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

    /** What the body is. */
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
