package io.datastreamer.job.deliver.journal;

import io.datastreamer.connectors.Batch;
import java.util.List;

/**
 * What was read from a journal.
 *
 * @param items the selected entries, oldest first
 * @param next where reading stopped: before the next entry to look at
 * @param passed entries of the kind between the start and {@code next}: items, filtered and expired ones
 * @param filtered entries of the kind that were not selected
 * @param expired entries of the kind that were too old, or already removed
 * @param firstTime journal time of the first item, milliseconds since the epoch; 0 when there are no items
 * @param jsonBytes bytes of JSON of all items
 * @param end whether reading stopped at the end of the journal, or at the bound {@code until}, and not at a limit
 */
public record Reading(
        List<Batch.Item> items,
        Position next,
        long passed,
        long filtered,
        long expired,
        long firstTime,
        long jsonBytes,
        boolean end) {}
