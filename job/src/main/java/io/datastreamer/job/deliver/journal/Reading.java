package io.datastreamer.job.deliver.journal;

import java.util.List;

/**
 * What was read from a journal.
 *
 * @param entries those selected, oldest first
 * @param next where reading stopped: before the next entry to look at
 * @param passed entries of the kind between the start and {@code next}: selected, filtered and expired ones
 * @param filtered entries of the kind that were not selected
 * @param expired entries of the kind that were too old, or already removed
 * @param jsonBytes bytes of JSON of the entries
 * @param end whether reading stopped at the end of the journal, or at the bound {@code until}, and not at a limit
 */
public record Reading(
        List<Entry> entries, Position next, long passed, long filtered, long expired, long jsonBytes, boolean end) {

    /** Journal time of the first entry, milliseconds since the epoch; 0 when there are none. */
    public long firstTime() {
        return entries.isEmpty() ? 0 : entries.get(0).time();
    }
}
