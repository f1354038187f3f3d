/**
 * The decompressed content of a file; parts that cannot be read are {@link
 * io.datastreamer.job.ingest.files.content.Damage}.
 */
@NullMarked
package io.datastreamer.job.ingest.files.content;

import org.jspecify.annotations.NullMarked;
