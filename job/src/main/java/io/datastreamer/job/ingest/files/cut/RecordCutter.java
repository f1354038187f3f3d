package io.datastreamer.job.ingest.files.cut;

import io.datastreamer.job.ingest.files.content.Damage;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Cuts one content into records, in order and without gaps: each {@link Cut} begins where the previous one ended.
 *
 * <p>A read of the content may fail in the middle of a record ({@link Damage}): {@link #rest} then gives what came
 * before, and the next call of {@link #next} goes on after the damage, with the beginning of a record.
 */
public interface RecordCutter {

    /**
     * The next complete record, or null if the content has none for now: a later call tries again.
     *
     * @throws IOException as the content's {@code read} does
     */
    @Nullable
    Cut next() throws IOException;

    /**
     * What was read after the last complete record, as a record; null if there is nothing. It is returned once. A
     * format whose records can be found again after damage returns several, one at each call.
     */
    @Nullable
    Cut rest();

    /** Offset after everything that was read so far. */
    long position();

    /**
     * A record, or padding.
     *
     * @param bytes of the record alone, without what separates records; empty if there is only padding
     * @param start offset of the record's first byte; the bytes between the end of the previous cut and this are
     *     padding
     * @param end offset after the record and what separates it from the next
     * @param flaw what is wrong with it, for people to read; null if nothing is
     */
    record Cut(byte[] bytes, long start, long end, @Nullable String flaw) {}
}
