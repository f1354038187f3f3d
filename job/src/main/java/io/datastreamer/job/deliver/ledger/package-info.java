/**
 * What became of each document of a lane, by the hour of its own time. Each document is counted once, whatever is
 * repeated. Documents that are not settled yet are not counted but known by their numbers ({@link
 * io.datastreamer.job.deliver.ledger.Owed}), and read from the journal when somebody asks.
 */
@NullMarked
package io.datastreamer.job.deliver.ledger;

import org.jspecify.annotations.NullMarked;
