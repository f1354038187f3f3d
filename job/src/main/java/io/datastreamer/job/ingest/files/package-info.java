/**
 * Files as an input: what is in a directory, what a file holds, and where its records begin and end.
 *
 * <p>In: the path of an end, and a {@link io.datastreamer.job.ingest.files.cut.Framing}, which is all that a format says.
 * Names, rights, compression, files that grow, are truncated or replaced, and state are the same for all formats. Out: a
 * Flink source of {@link io.datastreamer.job.record.RawRecord}. Next: {@link io.datastreamer.job.ingest.Ends}.
 *
 * <pre>
 * FileEnumerator    one for the source: lists the directory ({@link io.datastreamer.job.ingest.files.Listing}), knows
 *                   each file by its key, hands out what is new and what has changed
 * FileSourceReader  one for each subtask: opens files ({@link io.datastreamer.job.ingest.files.OpenFile}), gives records
 * Content           a file's bytes, decompressed; what cannot be read is Damage
 * RecordCutter      records out of content
 * </pre>
 *
 * <p>Each byte of a file belongs to a record, to padding or to damage. Nothing that one entry of a directory is can stop
 * the others: it is read, or it is one record with a flaw that names it.
 */
@NullMarked
package io.datastreamer.job.ingest.files;

import org.jspecify.annotations.NullMarked;
