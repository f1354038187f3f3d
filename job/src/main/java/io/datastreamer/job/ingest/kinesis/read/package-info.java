/** Reads records from shards, by polling or by subscription; packed records are unpacked. */
@NullMarked
package io.datastreamer.job.ingest.kinesis.read;

import org.jspecify.annotations.NullMarked;
