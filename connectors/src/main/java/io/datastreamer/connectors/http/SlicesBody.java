package io.datastreamer.connectors.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;

/** A request's body that is written straight from where its bytes lie, with its exact length. */
public final class SlicesBody extends RequestBody {
    private final Slices slices;
    private final @Nullable MediaType type;

    /**
     * Makes a body.
     *
     * @param slices its bytes
     * @param type what they are; null where the request's headers say it
     */
    public SlicesBody(Slices slices, @Nullable MediaType type) {
        this.slices = slices;
        this.type = type;
    }

    @Override
    public @Nullable MediaType contentType() {
        return type;
    }

    @Override
    public long contentLength() {
        return slices.length();
    }

    /** True, which keeps OkHttp from repeating a request by itself: it would on a 503 with a Retry-After of 0. */
    @Override
    public boolean isOneShot() {
        return true;
    }

    /** A copy of its first bytes, so many at most. */
    byte[] beginning(int most) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream((int) Math.min(most, slices.length()));
        slices.forEach((buffer, offset, length) -> bytes.write(buffer, offset, Math.min(length, most - bytes.size())));
        return bytes.toByteArray();
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
        slices.<IOException>forEach(sink::write);
    }
}
