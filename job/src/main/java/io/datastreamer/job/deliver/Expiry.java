package io.datastreamer.job.deliver;

import io.datastreamer.job.deliver.journal.Journal;
import java.util.HashSet;
import java.util.Set;

/**
 * Removes what is older than the retention, journal by journal. The times at which journals are looked at are spread over
 * an hour by a hash of their keys, because all that is due at one time is done in one go.
 */
final class Expiry {
    private static final long HOUR_MS = 3_600_000;
    /** Segments removed at once; about this many make a millisecond of work. */
    private static final int MOST_SEGMENTS = 64;

    private static final long SOON_MS = 100;

    private final Host host;
    private final Journals journals;
    private final long retentionMs;
    private final Set<String> armed = new HashSet<>();

    Expiry(Host host, Journals journals, long retentionMs) {
        this.host = host;
        this.journals = journals;
        this.retentionMs = retentionMs;
    }

    /** Sees to it that the journal, which is selected, is looked at when its oldest entries are due. */
    void arm(String journalKey, Journal journal) {
        if (!armed.contains(journalKey)) {
            Long oldest = journal.oldestSegmentLastTime();
            if (oldest != null) {
                armed.add(journalKey);
                long hour = (oldest + retentionMs) / HOUR_MS + 1;
                host.expireAt(hour * HOUR_MS + Math.floorMod(journalKey.hashCode(), HOUR_MS));
            }
        }
    }

    /** Removes what is due, and arms the journal again. */
    void expire(String journalKey) {
        Journal journal = journals.select(journalKey);
        boolean more = journal.expire(host.now() - retentionMs, MOST_SEGMENTS);
        journals.grown(journalKey);
        if (more) {
            host.expireAt(host.now() + SOON_MS);
        } else {
            armed.remove(journalKey);
            arm(journalKey, journal);
        }
    }
}
