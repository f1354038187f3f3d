package io.datastreamer.job.ingest.files.cut;

import io.datastreamer.job.ingest.files.content.Damage;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Cuts one content into records, in order and without gaps: each {@link Cut} begins where the one before ended.
 *
 * <p>A read of the content may fail in the midst ({@link Damage}): the {@link #rest} is then what came before, and the
 * next call of {@link #next} goes on behind it, with the begin of a record.
 */
public interface RecordCutter {

    /**
     * The next record that is complete, or null when the content holds none for now: a later call looks again.
     *
     * @throws IOException as the content's {@code read} does
     */
    @Nullable
    Cut next() throws IOException;

    /**
     * What was read behind the last complete record, as a record; null when that is nothing. It is given once. A format
     * whose records are found again behind a damage gives several, one at each call.
     */
    @Nullable
    Cut rest();

    /** Offset behind everything that was read so far. */
    long position();

    /**
     * A record, or padding.
     *
     * @param bytes of the record alone, without what separates records; empty when there is only padding
     * @param start offset of the record's first byte; what lies between the end of the cut before and here is padding
     * @param end offset behind the record and what separates it from the next
     * @param flaw what is wrong with it, for people to read; null when nothing
     */
    record Cut(byte[] bytes, long start, long end, @Nullable String flaw) {}
}
