/**
 * {@code ./streamer quickstart}: all that is around the job, on one machine. Each part is a class that starts when it is
 * made and ends when it is closed: {@link io.datastreamer.deploy.broker.Broker},
 * {@link io.datastreamer.deploy.quickstart.JobProcess}, {@link io.datastreamer.deploy.quickstart.CustomerReceiver},
 * {@link io.datastreamer.deploy.quickstart.Statuses}. {@link io.datastreamer.deploy.quickstart.Quickstart} puts them
 * together; {@link io.datastreamer.deploy.process.Parts} ends them in turn, however the run ends.
 */
@NullMarked
package io.datastreamer.deploy.quickstart;

import org.jspecify.annotations.NullMarked;
