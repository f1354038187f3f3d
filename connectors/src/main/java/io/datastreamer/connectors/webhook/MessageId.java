package io.datastreamer.connectors.webhook;

import io.datastreamer.connectors.spi.Batch;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Creates a request's id: the same for the same documents of the same stream, at every attempt and after restarts. */
public final class MessageId {
    private static final int BYTES = 16;

    private MessageId() {}

    /** {@code msg_} and 32 hexadecimal digits: a hash of the stream, the kind and the documents' ids in their order. */
    public static String of(Batch batch) {
        MessageDigest hash = sha256();
        byte[] stream = batch.streamId().getBytes(StandardCharsets.UTF_8);
        ByteBuffer head = ByteBuffer.allocate(2 * Integer.BYTES);
        hash.update(head.putInt(stream.length).putInt(batch.kind().code()).array());
        hash.update(stream);
        ByteBuffer id = ByteBuffer.allocate(Long.BYTES);
        for (Batch.Item item : batch.items()) {
            hash.update(id.putLong(0, item.id()).array());
        }
        return "msg_" + HexFormat.of().formatHex(hash.digest(), 0, BYTES);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
