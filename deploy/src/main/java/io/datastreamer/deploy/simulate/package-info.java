/**
 * A mobile network that does not exist, made record by record, the same for the same seed: devices attach, open and close
 * PDP contexts, are billed and roam; people log in; SIMs come and go. {@link io.datastreamer.deploy.simulate.Simulation}
 * makes the records, {@link io.datastreamer.deploy.simulate.Feed} takes them to an
 * {@link io.datastreamer.deploy.simulate.Output} at a rate. The entry is
 * {@link io.datastreamer.deploy.simulate.Simulate}.
 */
@NullMarked
package io.datastreamer.deploy.simulate;

import org.jspecify.annotations.NullMarked;
