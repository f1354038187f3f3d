package io.datastreamer.job.deliver.engine;

import io.datastreamer.job.deliver.journal.Journal;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Removes what is older than the retention, journal by journal. The times at which journals are looked at are spread over
 * an hour by a hash of their keys. What is due only gets into a line here, since after a downtime all of it may be due at
 * once; the work is done a few segments at a time.
 */
final class Expiry {
    private static final long HOUR_MS = 3_600_000;
    /** Segments removed at once; about this many make a millisecond of work. */
    private static final int MOST_SEGMENTS = 64;
    /** A journal in the line is asked for again after this time: the line itself is in no checkpoint. */
    private static final long AGAIN_MS = 600_000;

    private final Host host;
    private final Journals journals;
    private final long retentionMs;
    private final Set<String> armed = new HashSet<>();
    /** Journals that are due, with the time at which each would be asked for again. */
    private final Map<String, Long> due = new LinkedHashMap<>();

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
                long hour = (oldest + retentionMs) / HOUR_MS + 1;
                long time = hour * HOUR_MS + Math.floorMod(journalKey.hashCode(), HOUR_MS);
                armed.add(journalKey);
                host.expireAt(time);
            }
        }
    }

    /** The same for all journals that have grown and were not looked at. */
    void armAll(Iterable<String> grown) {
        for (String journalKey : grown) {
            if (!armed.contains(journalKey)) {
                arm(journalKey, journals.select(journalKey));
            }
        }
    }

    /** The journal is due. */
    void isDue(String journalKey) {
        armed.remove(journalKey);
        long again = host.now() + AGAIN_MS;
        host.select(journalKey);
        host.expireAt(again);
        due.put(journalKey, again);
    }

    /** Removes some of what is due; false when nothing is. */
    boolean expireSome() {
        Iterator<Map.Entry<String, Long>> first = due.entrySet().iterator();
        if (!first.hasNext()) {
            return false;
        }
        Map.Entry<String, Long> next = first.next();
        String journalKey = next.getKey();
        Journal journal = journals.select(journalKey);
        boolean more = journal.expire(host.now() - retentionMs, MOST_SEGMENTS);
        journals.changed(journalKey);
        if (!more) {
            first.remove();
            host.select(journalKey);
            host.cancelExpireAt(next.getValue());
            arm(journalKey, journals.select(journalKey));
        }
        return true;
    }
}
