package io.datastreamer.job.deliver.journal;

import java.util.List;

/**
 * What was read from a journal.
 *
 * @param entries those selected, oldest first; none if they were only counted
 * @param records how many were selected
 * @param jsonBytes bytes of JSON of those selected
 * @param firstTime journal time of the first one selected, milliseconds since the epoch; 0 if there is none
 * @param next where reading stopped: before the next entry to read
 * @param passed entries of the kind between the start and {@code next}: selected, filtered and expired ones
 * @param expired entries that were too old or already removed, and would have been delivered otherwise; to those that
 *     were not read, the filter was applied only as far as the segments' headers allow
 * @param skipsOld whether any were too old or removed, including those that were settled before
 * @param stop why reading stopped
 */
public record Reading(
        List<Entry> entries,
        int records,
        long jsonBytes,
        long firstTime,
        Position next,
        long passed,
        long expired,
        boolean skipsOld,
        Stop stop) {

    /** Why reading stopped. */
    public enum Stop {
        /** At the end of the journal, or at the bound. */
        END,
        /** Before an entry that exceeds the limits. */
        FULL,
        /** After some milliseconds of work: reading may go on. */
        SLICE
    }
}
