/** Which shards a stream has, which follow which, and how far each has been read. */
@NullMarked
package io.datastreamer.job.ingest.kinesis.shard;

import org.jspecify.annotations.NullMarked;
