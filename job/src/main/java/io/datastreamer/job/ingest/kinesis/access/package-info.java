/** How streams are reached, and how the job registers as a consumer with its own throughput. */
@NullMarked
package io.datastreamer.job.ingest.kinesis.access;

import org.jspecify.annotations.NullMarked;
