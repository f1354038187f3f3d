package io.datastreamer.job.deliver.journal;

import io.datastreamer.contract.Document;
import io.datastreamer.contract.RecordKind;
import io.datastreamer.job.deliver.frame.FrameCache;
import io.datastreamer.job.deliver.frame.FrameCodec;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import static org.assertj.core.api.Assertions.assertThat;

/** Tests when a segment is sealed. */
class JournalSealTest {
    private static final long NOW = 1_700_000_000_000L;
    private static final int DOCUMENT_BYTES = 1_000;
    private static final int DOCUMENTS = 2_000;
    private static final JournalOptions OPTIONS =
            new JournalOptions(100 * DOCUMENT_BYTES, 16 * DOCUMENT_BYTES, Duration.ofHours(24));

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 1_000})
    void segmentsFillHoweverOftenIsFlushed(int flushedTogether) {
        try (FrameCodec codec = new FrameCodec()) {
            Journal journal = new Journal("1/0", new MemoryJournalStore(), OPTIONS, codec, new FrameCache(1 << 20));
            for (int id = 1; id <= DOCUMENTS; id++) {
                journal.append(
                        Document.of(1, RecordKind.EVENT, 1, "sim", id, NOW, new byte[DOCUMENT_BYTES], new byte[0]),
                        NOW);
                if (id % flushedTogether == 0) {
                    journal.flush();
                }
            }

            assertThat(journal.openSegment()).isBetween(15L, 20L);
            assertThat(journal.count(RecordKind.EVENT)).isEqualTo(DOCUMENTS);
        }
    }

    @Test
    void aFlushThatFillsASegmentLeavesNoChunks() {
        MemoryJournalStore store = new MemoryJournalStore();
        try (FrameCodec codec = new FrameCodec()) {
            Journal journal = new Journal("1/0", store, OPTIONS, codec, new FrameCache(1 << 20));
            for (int id = 1; journal.openSegment() == 0; id++) {
                journal.append(
                        Document.of(1, RecordKind.EVENT, 1, "sim", id, NOW, new byte[DOCUMENT_BYTES], new byte[0]),
                        NOW);
                journal.flush();
            }

            assertThat(journal.isDirty()).isFalse();
            // a segment and its header
            assertThat(store.size()).isEqualTo(2);
        }
    }
}
