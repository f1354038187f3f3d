/**
 * A process of its own beside the job: takes what network elements send by themselves, and answers once it is kept where
 * the job reads it. In: datagrams. Out: messages of a Kafka topic, or files. Two may run beside each other.
 */
@NullMarked
package io.datastreamer.collect;

import org.jspecify.annotations.NullMarked;
