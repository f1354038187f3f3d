package io.datastreamer.connectors.aws;

import io.datastreamer.connectors.http.Slices;
import java.nio.ByteBuffer;
import java.util.List;

/** A request body in the buffers that the SDK created. */
record BufferSlices(List<ByteBuffer> buffers) implements Slices {

    @Override
    public long length() {
        long length = 0;
        for (ByteBuffer buffer : buffers) {
            length += buffer.remaining();
        }
        return length;
    }

    @Override
    public <E extends Exception> void forEach(Sink<E> sink) throws E {
        for (ByteBuffer buffer : buffers) {
            if (buffer.hasArray()) {
                sink.accept(buffer.array(), buffer.arrayOffset() + buffer.position(), buffer.remaining());
            } else {
                byte[] copy = new byte[buffer.remaining()];
                buffer.duplicate().get(copy);
                sink.accept(copy, 0, copy.length);
            }
        }
    }
}
