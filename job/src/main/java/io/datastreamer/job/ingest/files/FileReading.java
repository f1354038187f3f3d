package io.datastreamer.job.ingest.files;

import io.datastreamer.job.ingest.files.cut.Framing;
import java.io.Serializable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How files are read.
 *
 * @param framing their format
 * @param maxBytes most bytes that a reject of a damaged part keeps of it
 * @param follow whether to go on with what is added later
 * @param lastLineAfter how long a followed file must not change before its unfinished last record counts as complete;
 *     null for a single file that is followed, which is complete when it is replaced
 */
record FileReading(
        Framing framing,
        int maxBytes,
        boolean follow,
        @Nullable Duration lastLineAfter) implements Serializable {}
