/**
 * A mobile network that does not exist, made record by record, the same for the same seed: devices attach, open and close
 * PDP contexts, are billed and roam; people log in; SIMs come and go. {@link io.datastreamer.tools.simulate.NetworkSimulation}
 * makes the records, {@link io.datastreamer.tools.simulate.Feed} takes them to an
 * {@link io.datastreamer.tools.simulate.Output} at a rate. The entry is
 * {@link io.datastreamer.tools.simulate.Simulate}.
 */
@NullMarked
package io.datastreamer.tools.simulate;

import org.jspecify.annotations.NullMarked;
