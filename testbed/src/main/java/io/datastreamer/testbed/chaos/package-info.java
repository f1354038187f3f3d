/**
 * {@code ./streamer chaos}: the job on a cluster of processes, with all around it, while processes are killed, the broker
 * is away, the storage of checkpoints fails, and settings change. {@link io.datastreamer.testbed.chaos.Act} is what is done
 * to it, {@link io.datastreamer.testbed.chaos.Books} says whether anything was lost.
 */
@NullMarked
package io.datastreamer.testbed.chaos;

import org.jspecify.annotations.NullMarked;
