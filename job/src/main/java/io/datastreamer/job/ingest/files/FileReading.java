package io.datastreamer.job.ingest.files;

import io.datastreamer.job.ingest.files.cut.Framing;
import java.io.Serializable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How files are read.
 *
 * @param framing their format
 * @param maxBytes most bytes that a record of damage keeps of it
 * @param follow whether to go on with what is added later
 * @param lastLineAfter for how long a followed file must not change before what it ends in the midst of counts as
 *     complete; for a single file that is followed null: it is complete when it is replaced
 */
record FileReading(
        Framing framing,
        int maxBytes,
        boolean follow,
        @Nullable Duration lastLineAfter) implements Serializable {}
