package io.datastreamer.connectors.keen;

import io.datastreamer.connectors.document.DocumentReader;
import io.datastreamer.connectors.form.Form;
import io.datastreamer.connectors.http.Slices;
import io.datastreamer.connectors.spi.Batch;
import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * A batch as {@code {"COLLECTION":[{"keen":{"timestamp":"…"},…}]}}: each document with its time where keen.io expects
 * it, directly from the documents' shared buffers.
 */
public final class KeenPayload implements Slices {
    private static final byte[] COMMA = {','};
    private static final byte[] CLOSE = "]}".getBytes(UTF_8);

    private final Batch batch;
    private final byte[] open;
    private final byte[][] heads;
    private final long length;

    /** The documents of a batch in a form, as a list named after the collection. */
    public KeenPayload(Batch documents, Form form, String collection) {
        this.batch = form.of(documents);
        // a collection's name needs no escaping
        this.open = ("{\"" + collection + "\":[").getBytes(UTF_8);
        this.heads = new byte[batch.items().size()][];
        long bytes = open.length + CLOSE.length + heads.length - 1L;
        for (int i = 0; i < heads.length; i++) {
            Batch.Item item = batch.items().get(i);
            // replaces the document's opening brace; java.time writes ISO 8601
            heads[i] = ("{\"keen\":{\"timestamp\":\""
                            + DocumentReader.time(
                                    batch.kind(), documents.items().get(i)) + "\"},")
                    .getBytes(UTF_8);
            bytes += heads[i].length + item.length() - 1;
        }
        this.length = bytes;
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public <E extends Exception> void forEach(Sink<E> sink) throws E {
        byte[] before = open;
        for (int i = 0; i < heads.length; i++) {
            Batch.Item item = batch.items().get(i);
            sink.accept(before, 0, before.length);
            sink.accept(heads[i], 0, heads[i].length);
            sink.accept(item.buffer(), item.offset() + 1, item.length() - 1);
            before = COMMA;
        }
        sink.accept(CLOSE, 0, CLOSE.length);
    }
}
