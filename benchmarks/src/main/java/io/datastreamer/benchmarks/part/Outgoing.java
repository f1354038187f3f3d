package io.datastreamer.benchmarks.part;

import io.datastreamer.connectors.http.Slices;

/** Takes a request's body as a socket would: copied into a buffer that is used again. */
public final class Outgoing implements Slices.Sink<RuntimeException> {
    private final byte[] buffer = new byte[64 * 1024];
    private int at;

    /** Takes a whole body; returns its length. */
    public long write(Slices body) {
        body.forEach(this);
        return body.length();
    }

    @Override
    public void accept(byte[] bytes, int offset, int length) {
        if (at + length > buffer.length) {
            at = 0;
        }
        System.arraycopy(bytes, offset, buffer, at, length);
        at += length;
    }
}
