/** Which shards a stream has, how they follow each other, and how far each is read. */
@NullMarked
package io.datastreamer.job.ingest.kinesis.shard;

import org.jspecify.annotations.NullMarked;
