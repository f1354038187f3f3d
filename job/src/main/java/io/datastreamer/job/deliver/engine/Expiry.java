package io.datastreamer.job.deliver.engine;

import io.datastreamer.job.deliver.journal.Journal;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Removes entries older than the retention, journal by journal. A hash of each journal's key spreads the times over an
 * hour. A journal that is due only joins a queue, since after a downtime all may be due at once; the queue is worked
 * off a few segments at a time.
 */
final class Expiry {
    private static final long HOUR_MS = 3_600_000;
    /** Most segments removed at once; about this many make a millisecond of work. */
    private static final int MOST_SEGMENTS = 64;
    /**
     * The same if their entries must be counted before: few, so that their frames are still cached for the next lane.
     */
    private static final int MOST_COUNTED = 16;
    /** Most journals of the queue that are checked in one piece of work. */
    private static final int MOST_LOOKED_AT = 16;
    /** A journal in the queue gets another timer after this time, since the queue itself is in no checkpoint. */
    private static final long AGAIN_MS = 600_000;

    private final Host host;
    private final Journals journals;
    private final Departing departing;
    private final long retentionMs;
    private final Set<String> armed = new HashSet<>();
    /** Journals that are due, each with the time of its other timer. */
    private final Map<String, Long> due = new LinkedHashMap<>();

    Expiry(Host host, Journals journals, Departing departing, long retentionMs) {
        this.host = host;
        this.journals = journals;
        this.departing = departing;
        this.retentionMs = retentionMs;
    }

    /** Sets the timer at which the oldest entries of a journal expire. The journal is selected. */
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

    /** Sets the timers of all journals that have grown and have none. */
    void armAll(Iterable<String> grown) {
        for (String journalKey : grown) {
            if (!armed.contains(journalKey)) {
                arm(journalKey, journals.select(journalKey));
            }
        }
    }

    /** Puts a journal that is due into the queue. */
    void isDue(String journalKey) {
        armed.remove(journalKey);
        long again = host.now() + AGAIN_MS;
        host.select(journalKey);
        host.expireAt(again);
        due.put(journalKey, again);
    }

    /** Removes some of what is due, or counts what is about to be removed; false if nothing can be done now. */
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
