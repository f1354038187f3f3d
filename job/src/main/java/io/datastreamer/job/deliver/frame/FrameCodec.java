package io.datastreamer.job.deliver.frame;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdDictCompress;
import com.github.luben.zstd.ZstdDictDecompress;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;

/**
 * Compresses and decompresses frames, with a dictionary of what documents have in common. Holds native memory; not
 * thread-safe: one a subtask.
 *
 * <p>Each compressed frame names its dictionary by an id; frames without one are read as well.
 */
public final class FrameCodec implements AutoCloseable {
    private static final int LEVEL = 1;
    /** Never changes: journals hold frames that only it can read. */
    private static final String DICTIONARY = "documents-1.zstd-dictionary";

    private final ZstdDictCompress compressDictionary;
    private final ZstdDictDecompress decompressDictionary;
    private final ZstdCompressCtx compressor;
    private final ZstdDecompressCtx decompressor;
    private byte[] scratch = new byte[0];

    /** A codec of its own. */
    public FrameCodec() {
        byte[] dictionary = dictionary();
        compressDictionary = new ZstdDictCompress(dictionary, LEVEL);
        decompressDictionary = new ZstdDictDecompress(dictionary);
        compressor = new ZstdCompressCtx().loadDict(compressDictionary);
        decompressor = new ZstdDecompressCtx().loadDict(decompressDictionary);
    }

    private static byte[] dictionary() {
        try (InputStream file = FrameCodec.class.getResourceAsStream(DICTIONARY)) {
            if (file == null) {
                throw new IllegalStateException(DICTIONARY + " is not in the jar");
            }
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the writer holds so far, compressed. */
    public Frame compress(FrameWriter writer) {
        RawFrame raw = writer.raw();
        int longest = Math.toIntExact(Zstd.compressBound(raw.length()));
        if (scratch.length < longest) {
            scratch = new byte[longest];
        }
        int length = compressor.compressByteArray(scratch, 0, scratch.length, raw.bytes(), 0, raw.length());
        return new Frame(
                writer.counts(),
                writer.firstTime(),
                writer.lastTime(),
                writer.eventTypes(),
                raw.length(),
                Arrays.copyOf(scratch, length));
    }

    public RawFrame decompress(Frame frame, int firstOrdinal) {
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
        compressDictionary.close();
        decompressDictionary.close();
    }
}
