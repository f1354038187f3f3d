package io.datastreamer.connectors.rest;

import io.datastreamer.connectors.http.Slices;
import io.datastreamer.connectors.spi.Batch;

/** A batch as the JSON array that receivers get, straight from the documents' shared buffers. */
public final class RestPayload implements Slices {
    private static final byte[] OPEN = {'['};
    private static final byte[] COMMA = {','};
    private static final byte[] CLOSE = {']'};

    private final Batch batch;
    private final long length;

    /** The documents of a batch. */
    public RestPayload(Batch batch) {
        this.batch = batch;
        this.length = batch.jsonBytes() + batch.items().size() - 1 + OPEN.length + CLOSE.length;
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public <E extends Exception> void forEach(Sink<E> sink) throws E {
        byte[] before = OPEN;
        for (Batch.Item item : batch.items()) {
            sink.accept(before, 0, before.length);
            sink.accept(item.buffer(), item.offset(), item.length());
            before = COMMA;
        }
        sink.accept(CLOSE, 0, CLOSE.length);
    }
}
