package io.datastreamer.job.deliver.journal;

import io.datastreamer.job.deliver.frame.Counts;

/**
 * A position together with how much lies before it.
 *
 * @param position the position
 * @param before entries of each kind before the position, since the journal began
 */
public record Mark(Position position, Counts before) {}
