package io.datastreamer.job.deliver.journal;

import io.datastreamer.contract.Document;
import io.datastreamer.contract.RecordKind;
import io.datastreamer.job.deliver.frame.FrameCache;
import io.datastreamer.job.deliver.frame.FrameCodec;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import static org.assertj.core.api.Assertions.assertThat;

/** Tests how much time a segment spans. */
class JournalAgeTest {
    private static final long NOW = 1_700_000_000_000L;
    private static final Duration AGE = Duration.ofHours(24);

    private final FrameCodec codec = new FrameCodec();
    private final Journal journal = new Journal(
            "1/0", new MemoryJournalStore(), new JournalOptions(1 << 20, 1 << 14, AGE), codec, new FrameCache(1 << 20));

    @AfterEach
    void close() {
        codec.close();
    }

    @Test
    void aSegmentSpansItsAgeAtMost() {
        for (int hour = 0; hour < 48; hour++) {
            long time = NOW + Duration.ofHours(hour).toMillis();
            append(time, time);
        }
        assertThat(journal.openSegment()).isEqualTo(1);
    }

    @Test
    void whatIsReadLateFillsSegmentsLikeWhatIsReadAtOnce() {
        for (int hour = 0; hour < 48; hour++) {
            append(NOW - Duration.ofDays(20).toMillis() + Duration.ofHours(hour).toMillis(), NOW);
        }
        assertThat(journal.openSegment()).isEqualTo(1);
    }

    private void append(long time, long now) {
        journal.append(Document.of(1, RecordKind.EVENT, 1, "sim", 1, time, new byte[10], new byte[0]), now);
    }
}
