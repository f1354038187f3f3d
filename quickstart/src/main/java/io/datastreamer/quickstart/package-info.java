/**
 * {@code ./streamer quickstart}: all that is around the job, on one machine. Each part is a class that starts when it is
 * made and ends when it is closed: {@link io.datastreamer.tools.broker.Broker},
 * {@link io.datastreamer.quickstart.JobProcess}, {@link io.datastreamer.quickstart.CustomerReceiver},
 * {@link io.datastreamer.quickstart.Statuses}. {@link io.datastreamer.quickstart.Quickstart} puts them
 * together; {@link io.datastreamer.tools.process.Parts} ends them in turn, however the run ends.
 */
@NullMarked
package io.datastreamer.quickstart;

import org.jspecify.annotations.NullMarked;
