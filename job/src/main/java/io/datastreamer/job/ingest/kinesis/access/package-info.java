/** How streams are reached, and the registration of a consumer that has a throughput of its own. */
@NullMarked
package io.datastreamer.job.ingest.kinesis.access;

import org.jspecify.annotations.NullMarked;
