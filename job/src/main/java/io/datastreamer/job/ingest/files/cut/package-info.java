/** Cuts content into records. All that a format says is its {@link io.datastreamer.job.ingest.files.cut.Framing}. */
@NullMarked
package io.datastreamer.job.ingest.files.cut;

import org.jspecify.annotations.NullMarked;
