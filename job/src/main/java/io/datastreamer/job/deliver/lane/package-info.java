/**
 * A {@link io.datastreamer.job.deliver.lane.Lane} is one kind of document of one data stream: where it stands in its
 * organisation's journal, what it is delivering, and how it has fared. Plain state, moved by the engine.
 */
@NullMarked
package io.datastreamer.job.deliver.lane;

import org.jspecify.annotations.NullMarked;
