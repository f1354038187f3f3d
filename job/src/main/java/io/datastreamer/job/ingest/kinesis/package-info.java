/**
 * Streams of AWS Kinesis as inputs, and as outputs that need no compaction: our own source and sink, on Flink's base
 * for connectors and the AWS SDK.
 *
 * <p>In: a stream's name, where to start, and how to reach it ({@code access}). Out: {@link
 * io.datastreamer.job.record.RawRecord}, bytes and their place, nothing decoded; records that a producer has packed
 * into one are taken apart.
 *
 * <p>{@code shard} knows the order of shards, {@code read} reads one, and {@code sink} writes records.
 */
@NullMarked
package io.datastreamer.job.ingest.kinesis;

import org.jspecify.annotations.NullMarked;
