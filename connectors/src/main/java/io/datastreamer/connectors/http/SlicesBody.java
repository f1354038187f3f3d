package io.datastreamer.connectors.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;

/** A request body that is written directly from the places of its bytes, with its exact length. */
public final class SlicesBody extends RequestBody {
    private final Slices slices;
    private final @Nullable MediaType type;

    /**
     * Creates a body.
     *
     * @param slices its bytes
     * @param type its media type; null if the request's headers have it
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

    /** True, so that OkHttp does not repeat a request by itself: it would on a 503 with a Retry-After of 0. */
    @Override
    public boolean isOneShot() {
        return true;
    }

    /** A copy of its first bytes, at most this many. */
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
