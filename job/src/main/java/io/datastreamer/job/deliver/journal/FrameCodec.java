package io.datastreamer.job.deliver.journal;

import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdDecompressCtx;

/** Compresses and decompresses frames. Holds native memory; not thread-safe: one a subtask. */
public final class FrameCodec implements AutoCloseable {
    private static final int LEVEL = 1;

    private final ZstdCompressCtx compressor = new ZstdCompressCtx().setLevel(LEVEL);
    private final ZstdDecompressCtx decompressor = new ZstdDecompressCtx();

    /** What the writer holds so far, compressed. */
    Frame compress(FrameWriter writer) {
        RawFrame raw = writer.raw();
        byte[] source =
                raw.length() == raw.bytes().length ? raw.bytes() : java.util.Arrays.copyOf(raw.bytes(), raw.length());
        return new Frame(
                writer.counts(), writer.firstTime(), writer.lastTime(), raw.length(), compressor.compress(source));
    }

    RawFrame decompress(Frame frame, int firstOrdinal) {
        byte[] bytes = decompressor.decompress(frame.compressed(), frame.rawLength());
        if (bytes.length != frame.rawLength()) {
            throw new IllegalStateException(
                    "a journal frame decompresses to " + bytes.length + " bytes instead of " + frame.rawLength());
        }
        return new RawFrame(firstOrdinal, frame.entries(), bytes, bytes.length);
    }

    @Override
    public void close() {
        compressor.close();
        decompressor.close();
    }
}
