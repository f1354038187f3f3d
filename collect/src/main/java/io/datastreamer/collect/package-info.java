/**
 * The collector, a separate process beside the job: accepts what network elements send on their own, writes it where
 * the job reads it, and answers once it is stored. In: datagrams. Out: messages of a Kafka topic, or files. Two
 * collectors may run in parallel.
 */
@NullMarked
package io.datastreamer.collect;

import org.jspecify.annotations.NullMarked;
