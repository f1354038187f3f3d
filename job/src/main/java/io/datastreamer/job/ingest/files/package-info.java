/**
 * Files as an input: lists a directory, decompresses files, and cuts them into records.
 *
 * <p>In: the path of an end, and a {@link io.datastreamer.job.ingest.files.cut.Framing}, which is all that a format
 * says. Names, rights, compression, state, and files that grow, are truncated or replaced are handled the same way for
 * all formats. Out: a Flink source of {@link io.datastreamer.job.record.RawRecord}. Next:
 * {@link io.datastreamer.job.ingest.Ends}.
 *
 * <pre>
 * FileEnumerator    one for the source: lists the directory ({@link io.datastreamer.job.ingest.files.Listing}), knows
 *                   each file by its key, hands out what is new and what has changed
 * FileSourceReader  one for each subtask: opens files ({@link io.datastreamer.job.ingest.files.OpenFile}) and gives
 *                   their records
 * Content           a file's bytes, decompressed; what cannot be read is Damage
 * RecordCutter      cuts content into records
 * </pre>
 *
 * <p>Each byte of a file belongs to a record, to padding or to damage. No entry of a directory can stop the others,
 * whatever it is: it is read, or it becomes one record with a flaw that names it.
 */
@NullMarked
package io.datastreamer.job.ingest.files;

import org.jspecify.annotations.NullMarked;
