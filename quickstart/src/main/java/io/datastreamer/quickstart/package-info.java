/**
 * {@code ./streamer quickstart}: everything around the job, on one machine. Each part is a class that starts in its
 * factory or constructor and stops when it is closed: {@link io.datastreamer.tools.broker.Broker}, {@link
 * io.datastreamer.quickstart.JobProcess}, {@link io.datastreamer.quickstart.CustomerReceiver}, {@link
 * io.datastreamer.quickstart.Statuses}. {@link io.datastreamer.quickstart.Quickstart} combines them; {@link
 * io.datastreamer.tools.process.Parts} closes them in turn, however the run ends.
 */
@NullMarked
package io.datastreamer.quickstart;

import org.jspecify.annotations.NullMarked;
