package io.datastreamer.connectors.http;

import java.io.IOException;

/** Bytes that lie in many places, in order, and can be gone through more than once. Nobody writes to the buffers. */
public interface Slices {

    /** How many bytes there are in all. */
    long length();

    /** Shows each slice in order. */
    <E extends Exception> void forEach(Sink<E> sink) throws E;

    /** Bytes that lie in one array. */
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
     * Takes slices, one by one.
     *
     * @param <E> what taking one may throw, such as {@link IOException}
     */
    @FunctionalInterface
    interface Sink<E extends Exception> {
        void accept(byte[] buffer, int offset, int length) throws E;
    }
}
