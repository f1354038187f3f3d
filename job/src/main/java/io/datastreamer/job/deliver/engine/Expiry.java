package io.datastreamer.job.deliver.engine;

import io.datastreamer.job.deliver.journal.Journal;
import java.util.HashSet;
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
    /** So many, where their entries have to be counted before: their frames are at hand for the next lane then. */
    private static final int MOST_COUNTED = 16;
    /** So many journals of the line are looked at in one piece of work. */
    private static final int MOST_LOOKED_AT = 16;
    /** A journal in the line is asked for again after this time: the line itself is in no checkpoint. */
    private static final long AGAIN_MS = 600_000;

    private final Host host;
    private final Journals journals;
    private final Departing departing;
    private final long retentionMs;
    private final Set<String> armed = new HashSet<>();
    /** Journals that are due, with the time at which each would be asked for again. */
    private final Map<String, Long> due = new LinkedHashMap<>();

    Expiry(Host host, Journals journals, Departing departing, long retentionMs) {
        this.host = host;
        this.journals = journals;
        this.departing = departing;
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

    /** Removes some of what is due, or counts what is to be removed; false when there is nothing that can be done now. */
    boolean expireSome() {
        for (int i = 0; i < MOST_LOOKED_AT && !due.isEmpty(); i++) {
            Map.Entry<String, Long> next = due.entrySet().iterator().next();
            String journalKey = next.getKey();
            Journal journal = journals.select(journalKey);
            long horizon = host.now() - retentionMs;
            journal.sealIfOld(horizon);
            int most = MOST_SEGMENTS;
            Departing.Came came = Departing.Came.ALL;
            if (departing.isBehind(journalKey, journal)) {
                most = MOST_COUNTED;
                came = departing.countSome(journalKey, journal, journal.startAfter(horizon, most));
            }
            switch (came) {
                case ALL -> {
                    expire(journalKey, journals.select(journalKey), horizon, most);
                    return true;
                }
                case SOME -> {
                    return true;
                }
                case WAITS -> {
                    due.remove(journalKey);
                    due.put(journalKey, next.getValue());
                }
            }
        }
        return false;
    }

    private void expire(String journalKey, Journal journal, long horizon, int most) {
        boolean more = journal.expire(horizon, most);
        journals.changed(journalKey);
        if (!more) {
            Long again = due.remove(journalKey);
            host.select(journalKey);
            if (again != null) {
                host.cancelExpireAt(again);
            }
            arm(journalKey, journals.select(journalKey));
        }
    }
}
