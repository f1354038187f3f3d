/**
 * The bytes of a file, decompressed; what cannot be read is
 * {@link io.datastreamer.job.ingest.files.content.Damage}.
 */
@NullMarked
package io.datastreamer.job.ingest.files.content;

import org.jspecify.annotations.NullMarked;
