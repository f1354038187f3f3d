package io.datastreamer.connectors.rest;

import io.datastreamer.connectors.http.Slices;
import io.datastreamer.connectors.spi.Batch;

/** A batch as JSON, an array or a bare object, directly from the documents' shared buffers. */
public final class RestPayload implements Slices {
    private static final byte[] OPEN = {'['};
    private static final byte[] COMMA = {','};
    private static final byte[] CLOSE = {']'};

    private static final byte[] NOTHING = {};

    private final Batch batch;
    private final byte[] open;
    private final byte[] close;
    private final long length;

    private RestPayload(Batch batch, byte[] open, byte[] close) {
        this.batch = batch;
        this.open = open;
        this.close = close;
        this.length = batch.jsonBytes() + batch.items().size() - 1 + open.length + close.length;
    }

    /** The documents of a batch as an array. */
    public static RestPayload array(Batch batch) {
        return new RestPayload(batch, OPEN, CLOSE);
    }

    /**
     * The only document of a batch, as it is.
     *
     * @throws IllegalArgumentException when there are several documents
     */
    static RestPayload object(Batch batch) {
        if (batch.items().size() != 1) {
            throw new IllegalArgumentException(batch.items().size() + " documents are no single object");
        }
        return new RestPayload(batch, NOTHING, NOTHING);
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public <E extends Exception> void forEach(Sink<E> sink) throws E {
        byte[] before = open;
        for (Batch.Item item : batch.items()) {
            sink.accept(before, 0, before.length);
            sink.accept(item.buffer(), item.offset(), item.length());
            before = COMMA;
        }
        sink.accept(close, 0, close.length);
    }
}
