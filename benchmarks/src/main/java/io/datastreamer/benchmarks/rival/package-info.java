/**
 * What the job is compared with: other ways from the same raw records to the same requests, each a program of its own that
 * has the job's decoders, documents and HTTP client, and nothing of its journal, its order or its retries.
 *
 * <ul>
 *   <li>{@link io.datastreamer.benchmarks.rival.BareLoop}: a loop on each processor; what the machine can do
 *   <li>{@link io.datastreamer.benchmarks.rival.ParallelConsumer}: Confluent's parallel consumer
 *   <li>{@link io.datastreamer.benchmarks.rival.AsyncSinkJob}: a Flink job with a sink on {@code AsyncSinkBase}
 *   <li>{@link io.datastreamer.benchmarks.rival.StagesJob}: the job's own stages up to the document, and that sink
 * </ul>
 *
 * <p>Aiven's HTTP sink for Kafka Connect is not here: it is its authors' own program, and has its own client.
 */
@NullMarked
package io.datastreamer.benchmarks.rival;

import org.jspecify.annotations.NullMarked;
