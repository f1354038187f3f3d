/**
 * {@code ./streamer chaos}: runs the job on a cluster of processes, with everything around it, while processes are
 * killed, the broker is away, the storage of checkpoints fails, and settings change. {@link
 * io.datastreamer.testbed.chaos.Act} is a disturbance, {@link io.datastreamer.testbed.chaos.Books} checks whether
 * anything was lost.
 */
@NullMarked
package io.datastreamer.testbed.chaos;

import org.jspecify.annotations.NullMarked;
