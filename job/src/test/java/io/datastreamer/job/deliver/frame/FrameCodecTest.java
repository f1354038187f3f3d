package io.datastreamer.job.deliver.frame;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.luben.zstd.Zstd;
import io.datastreamer.contract.Document;
import io.datastreamer.contract.RecordKind;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import static org.assertj.core.api.Assertions.assertThat;

class FrameCodecTest {
    private final FrameCodec codec = new FrameCodec();

    @AfterEach
    void close() {
        codec.close();
    }

    @Test
    void aSingleDocumentShrinksToAThirdOrLess() throws Exception {
        FrameWriter writer = golden();
        Frame frame = codec.compress(writer);
        assertThat(frame.compressed().length).isLessThan(writer.length() / 3);
        assertThat(codec.decompress(frame, 0).bytes()).isEqualTo(bytes(writer));
    }

    @Test
    void framesOfAnySizeFollowEachOther() throws Exception {
        List<FrameWriter> writers = new ArrayList<>();
        List<Frame> frames = new ArrayList<>();
        Random random = new Random(5);
        for (int length : new int[] {10, 100_000, 300, 99_000, 2_000_000, 64 << 10, 1}) {
            byte[] json = new byte[length];
            random.nextBytes(json);
            FrameWriter writer = new FrameWriter(0, 1024);
            writer.append(document(json), 1_700_000_000_000L);
            writers.add(writer);
            frames.add(codec.compress(writer));
        }
        for (int i = 0; i < frames.size(); i++) {
            assertThat(codec.decompress(frames.get(i), 0).bytes()).isEqualTo(bytes(writers.get(i)));
        }
    }

    @Test
    void framesWithoutADictionaryAreRead() throws Exception {
        FrameWriter writer = golden();
        byte[] bytes = bytes(writer);
        Frame frame = new Frame(writer.counts(), 1, 1, EventTypes.ANY, bytes.length, Zstd.compress(bytes, 1));
        assertThat(codec.decompress(frame, 0).bytes()).isEqualTo(bytes);
    }

    @Test
    void theDictionaryIsTheOneThatJournalsWereWrittenWith() throws Exception {
        try (InputStream file = FrameCodec.class.getResourceAsStream("documents-1.zstd-dictionary")) {
            assertThat(file).isNotNull();
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(file.readAllBytes());
            assertThat(HexFormat.of().formatHex(digest))
                    .as("journals hold frames that only this dictionary can read: another one is another file")
                    .isEqualTo("5134ebf1720da13dbc217e2c7fb7c02d5ffc67202cb825b927cadfe3d5dd7eb3");
        }
    }

    /** A document that the dictionary was not made from. */
    private static FrameWriter golden() throws Exception {
        try (InputStream file = FrameCodecTest.class.getResourceAsStream("/golden/event_update_location.json")) {
            assertThat(file).isNotNull();
            FrameWriter writer = new FrameWriter(0, 1024);
            ObjectMapper json = new ObjectMapper();
            writer.append(document(json.writeValueAsBytes(json.readTree(file))), 1_700_000_000_000L);
            return writer;
        }
    }

    private static Document document(byte[] json) {
        return Document.of(
                1,
                RecordKind.EVENT,
                1,
                "8988303001234560001",
                201_370_701,
                0,
                json,
                "{}".getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] bytes(FrameWriter writer) {
        return Arrays.copyOf(writer.raw().bytes(), writer.length());
    }
}
