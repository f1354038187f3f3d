/**
 * What became of each document of a lane, by the hour of its own time: counted once, whatever is repeated. What is not
 * settled yet is not counted but known by its numbers ({@link io.datastreamer.job.deliver.ledger.Owed}), and read from the
 * journal when somebody asks.
 */
@NullMarked
package io.datastreamer.job.deliver.ledger;

import org.jspecify.annotations.NullMarked;
