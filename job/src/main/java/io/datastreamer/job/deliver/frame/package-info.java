/**
 * Runs of journal entries, about 32 KiB each: written one entry after the other, compressed with zstd and a dictionary,
 * and read again. The lowest part of the journal, which knows nothing of segments and positions.
 */
@NullMarked
package io.datastreamer.job.deliver.frame;

import org.jspecify.annotations.NullMarked;
