package io.datastreamer.connectors.http;

import java.io.IOException;

/** A sequence of bytes in many places that can be read more than once. Nobody writes to the buffers. */
public interface Slices {

    /** The total number of bytes. */
    long length();

    /** Passes each slice to the sink, in order. */
    <E extends Exception> void forEach(Sink<E> sink) throws E;

    /** The bytes of one array. */
    static Slices of(byte[] bytes) {
        return new Slices() {
            @Override
            public long length() {
                return bytes.length;
            }

            @Override
            public <E extends Exception> void forEach(Sink<E> sink) throws E {
                sink.accept(bytes, 0, bytes.length);
            }
        };
    }

    /**
     * Receives slices, one by one.
     *
     * @param <E> what receiving one may throw, such as {@link IOException}
     */
    @FunctionalInterface
    interface Sink<E extends Exception> {
        void accept(byte[] buffer, int offset, int length) throws E;
    }
}
