/** Which time counts for a record. Knows nothing of where records come from. */
@NullMarked
package io.datastreamer.job.ingest.time;

import org.jspecify.annotations.NullMarked;
