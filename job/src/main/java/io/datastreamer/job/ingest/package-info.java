/**
 * The ends of the job: where records come from and where results go, as URIs ({@code file:}, {@code kafka:},
 * {@code kinesis:}).
 *
 * <p>In: the options that name ends. Out: Flink sources of {@link io.datastreamer.job.record.RawRecord}, which has
 * bytes and their place, nothing decoded, so that a bad record can never kill a source; next comes {@code decode}. And
 * Flink sinks of {@link io.datastreamer.job.ingest.OutputRecord}. The entry is {@link io.datastreamer.job.ingest.Ends}.
 */
@NullMarked
package io.datastreamer.job.ingest;

import org.jspecify.annotations.NullMarked;
