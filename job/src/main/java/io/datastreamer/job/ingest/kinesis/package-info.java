/**
 * Streams of AWS Kinesis as inputs, and as outputs for what needs no compaction: a source and a sink of our own, on
 * Flink's base for connectors and the AWS SDK.
 *
 * <p>In: a stream's name, where to start, and how to reach it ({@code access}). Out:
 * {@link io.datastreamer.job.record.RawRecord}, bytes and their place, nothing decoded; records that a producer has
 * packed into one are taken apart.
 *
 * <p>How shards follow each other is in {@code shard}; how one is read in {@code read}; how records are written in
 * {@code sink}.
 */
@NullMarked
package io.datastreamer.job.ingest.kinesis;

import org.jspecify.annotations.NullMarked;
