/** Records out of a shard, asked for or pushed; packed ones are taken apart. */
@NullMarked
package io.datastreamer.job.ingest.kinesis.read;

import org.jspecify.annotations.NullMarked;
