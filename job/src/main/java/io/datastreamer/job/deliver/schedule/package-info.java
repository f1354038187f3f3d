/**
 * Decides which lane may send next, and how much may be in flight: lanes that are ready, the shares of the budget,
 * requests under way and their deadlines. The {@link io.datastreamer.job.deliver.schedule.Scheduler} is the one place
 * where lanes change what they do.
 */
@NullMarked
package io.datastreamer.job.deliver.schedule;

import org.jspecify.annotations.NullMarked;
