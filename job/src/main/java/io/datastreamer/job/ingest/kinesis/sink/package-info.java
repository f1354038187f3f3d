/** Writes records to a stream. */
@NullMarked
package io.datastreamer.job.ingest.kinesis.sink;

import org.jspecify.annotations.NullMarked;
