package io.datastreamer.job.deliver.journal;

import io.datastreamer.contract.Document;
import io.datastreamer.contract.Filters;
import io.datastreamer.contract.RecordKind;
import io.datastreamer.job.deliver.frame.FrameCache;
import io.datastreamer.job.deliver.frame.FrameCodec;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import static org.assertj.core.api.Assertions.assertThat;

/** One reading does limited work, whatever it looks for, because the task's thread waits for it. */
class ReadingBoundsTest {
    private static final long NOW = 1_700_000_000_000L;
    private static final int USUAL_TYPE = 1;
    private static final int RARE_TYPE = 3;
    private static final int UNKNOWN_TYPE = 8;
    /** A frame has one document, a segment two of them, or as many as there are. */
    private static final int SMALL = 1;

    private static final int DOCUMENTS = 1_000;
    private static final int MOST_FRAMES = 50;
    private static final int MOST_SEGMENTS = 150;

    private final FrameCodec codec = new FrameCodec();
    private int bodies;

    @AfterEach
    void close() {
        codec.close();
    }

    private Journal journal(int segmentBytes) {
        MemoryJournalStore store = new MemoryJournalStore().watchedBy(access -> {
            bodies += access == MemoryJournalStore.Access.READ_BODY ? 1 : 0;
        });
        JournalOptions options = new JournalOptions(segmentBytes, SMALL, Duration.ofDays(1));
        return new Journal("1/0", store, options, codec, new FrameCache(1 << 20));
    }

    private static void append(Journal journal, RecordKind kind, int type, int times) {
        for (int i = 0; i < times; i++) {
            journal.append(Document.of(1, kind, type, "sim", i, NOW, new byte[100], new byte[0]), NOW);
        }
    }

    /** Reads to the end; returns the most entries that one reading passed. */
    private long readAll(Journal journal, RecordKind kind, Set<Integer> types, int found) {
        Selection selection =
                Selection.of(DocumentFilter.of(kind, Filters.NONE.withEventTypes(types)), 0, 10 * DOCUMENTS, 1 << 30);
        Position at = new Position(journal.firstSegment(), 0);
        long before = 0;
        long most = 0;
        int records = 0;
        while (true) {
            bodies = 0;
            Reading reading = journal.reader().read(at, before, selection);
            assertThat(reading.next().segment() - at.segment())
                    .as("segments of one reading")
                    .isLessThan(MOST_SEGMENTS);
            assertThat(bodies).as("bodies of one reading").isLessThan(MOST_FRAMES);
            records += reading.records();
            most = Math.max(most, reading.passed());
            before += reading.passed();
            at = reading.next();
            if (reading.stop() == Reading.Stop.END) {
                assertThat(records).isEqualTo(found);
                return most;
            }
        }
    }

    @Test
    void aFilterThatHeadersCannotAnswerStopsAfterSomeFrames() {
        Journal journal = journal(1 << 30);
        append(journal, RecordKind.EVENT, RARE_TYPE, 1);
        append(journal, RecordKind.EVENT, USUAL_TYPE, DOCUMENTS);
        assertThat(readAll(journal, RecordKind.EVENT, Set.of(RARE_TYPE), 1)).isLessThan(MOST_FRAMES);
    }

    @Test
    void whatIsOnlyCountedStopsAfterSomeFrames() {
        Journal journal = journal(1 << 30);
        append(journal, RecordKind.EVENT, USUAL_TYPE, DOCUMENTS);
        Selection counted = Selection.of(DocumentFilter.all(RecordKind.EVENT), 0, DOCUMENTS, 1 << 30)
                .counted();
        Reading reading = journal.reader().read(new Position(journal.firstSegment(), 0), 0, counted);
        assertThat(reading.stop()).isEqualTo(Reading.Stop.SLICE);
        assertThat(reading.records()).isBetween(1, MOST_FRAMES);
    }

    @Test
    void segmentsThatAFilterPassesAreSomeAtATime() {
        Journal journal = journal(150);
        append(journal, RecordKind.EVENT, USUAL_TYPE, DOCUMENTS);
        assertThat(journal.openSegment()).as("segments").isGreaterThan(2 * MOST_SEGMENTS);
        readAll(journal, RecordKind.EVENT, Set.of(UNKNOWN_TYPE), 0);
    }

    @Test
    void segmentsWithoutTheKindAreNotLookedAtOneByOne() {
        Journal journal = journal(150);
        append(journal, RecordKind.USAGE, 0, 1);
        append(journal, RecordKind.EVENT, USUAL_TYPE, DOCUMENTS);
        append(journal, RecordKind.USAGE, 0, 1);
        assertThat(journal.openSegment()).as("segments").isGreaterThan(2 * MOST_SEGMENTS);
        Selection usage = Selection.of(DocumentFilter.all(RecordKind.USAGE), 0, DOCUMENTS, 1 << 30);
        Reading reading = journal.reader().read(new Position(journal.firstSegment(), 0), 0, usage);
        assertThat(reading.records()).as("found by the first reading").isEqualTo(2);
    }
}
