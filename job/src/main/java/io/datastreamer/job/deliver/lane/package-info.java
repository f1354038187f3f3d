/**
 * A {@link io.datastreamer.job.deliver.lane.Lane} is one kind of document of one data stream: its place in the
 * organisation's journal, what it is delivering, and how it has fared. Plain state, which the engine changes.
 */
@NullMarked
package io.datastreamer.job.deliver.lane;

import org.jspecify.annotations.NullMarked;
