/**
 * Records out of content: where each begins and ends. A format says no more than its
 * {@link io.datastreamer.job.ingest.files.cut.Framing}.
 */
@NullMarked
package io.datastreamer.job.ingest.files.cut;

import org.jspecify.annotations.NullMarked;
