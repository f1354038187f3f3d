/**
 * A simulated mobile network that generates records one by one, the same for the same seed: devices attach, open and
 * close PDP contexts, are billed and roam; people log in; SIMs are added and removed. {@link
 * io.datastreamer.tools.simulate.NetworkSimulation} generates the records, {@link io.datastreamer.tools.simulate.Feed}
 * writes them to an {@link io.datastreamer.tools.simulate.Output} at a rate. The entry is {@link
 * io.datastreamer.tools.simulate.Simulate}.
 */
@NullMarked
package io.datastreamer.tools.simulate;

import org.jspecify.annotations.NullMarked;
