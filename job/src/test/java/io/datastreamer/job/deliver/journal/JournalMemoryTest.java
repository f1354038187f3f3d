package io.datastreamer.job.deliver.journal;

import io.datastreamer.contract.Document;
import io.datastreamer.contract.RecordKind;
import io.datastreamer.job.deliver.frame.FrameCache;
import io.datastreamer.job.deliver.frame.FrameCodec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import static org.assertj.core.api.Assertions.assertThat;

/** A journal holds as much in the heap as it says. */
class JournalMemoryTest {
    private static final JournalOptions OPTIONS = new JournalOptions(1 << 20, 1 << 14, Duration.ofHours(24));

    @Test
    void framesOfTheOpenSegmentThatAreReadAgainAreCounted() {
        MemoryJournalStore store = new MemoryJournalStore();
        try (FrameCodec codec = new FrameCodec()) {
            FrameCache cache = new FrameCache(1 << 20);
            Journal written = new Journal("1/0", store, OPTIONS, codec, cache);
            for (int id = 1; id <= 2_000; id++) {
                byte[] json = ("{\"id\":" + id * 7_919L % 10_007 + "}").getBytes(StandardCharsets.UTF_8);
                written.append(Document.of(1, RecordKind.EVENT, 1, "sim" + id % 97, id, id, json, new byte[0]), id);
                if (id % 100 == 0) {
                    written.flush();
                }
            }
            Journal opened = new Journal("1/0", store, OPTIONS, codec, cache);
            assertThat(opened.heapBytes()).as("nobody has read it").isZero();
            Mark start = opened.start();
            opened.reader()
                    .read(
                            start.position(),
                            0,
                            Selection.of(DocumentFilter.all(RecordKind.EVENT), Long.MIN_VALUE, 10, 1 << 20));
            assertThat(opened.heapBytes()).isEqualTo(store.chunkBytes()).isGreaterThan(5_000);
        }
    }
}
