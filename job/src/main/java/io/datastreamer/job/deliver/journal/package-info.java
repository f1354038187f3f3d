/**
 * The journal of one organisation: an append-only list of documents in numbered segments of compressed frames, read by
 * position. Plain classes; {@link io.datastreamer.job.deliver.journal.JournalStore} hides where the segments are kept.
 *
 * <p>Layout: entries follow each other in <em>frames</em> of about 32 KiB, each compressed with zstd by itself; frames
 * make a <em>segment</em> of about 128 KiB of raw entries. The last segment is open: its frames are in the heap, and
 * each flush writes the new ones as a <em>chunk</em>. A sealed segment is written whole, its chunks are removed, and it
 * never changes again. An entry's {@link io.datastreamer.job.deliver.journal.Position} is its segment's number and its
 * ordinal within the segment, however the frames are cut.
 */
@NullMarked
package io.datastreamer.job.deliver.journal;

import org.jspecify.annotations.NullMarked;
