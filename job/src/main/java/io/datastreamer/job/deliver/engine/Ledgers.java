package io.datastreamer.job.deliver.engine;

import io.datastreamer.job.deliver.lane.Cursor;
import io.datastreamer.job.deliver.lane.Lane;
import io.datastreamer.job.deliver.ledger.DayCounts;
import io.datastreamer.job.deliver.ledger.DocumentHour;
import io.datastreamer.job.deliver.ledger.HourCount;
import io.datastreamer.job.deliver.ledger.Hours;
import io.datastreamer.job.deliver.ledger.LaneLedger;
import io.datastreamer.job.deliver.ledger.LedgerChange;
import io.datastreamer.job.deliver.ledger.LedgerStore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what became of the documents of all lanes. A lane's current hours are in its cursor; others are in a store, day
 * by day, for as long as the history.
 */
final class Ledgers {
    private static final long HOUR_MS = 3_600_000;
    private static final long HOURS_OF_DAY = 24;
    /** How many of the newest hours stay in the cursor when others go to the store. */
    private static final int KEPT = 2;

    private final Host host;
    private final long retentionMs;
    private final DocumentHour documents = new DocumentHour();

    Ledgers(Host host, long retentionMs) {
        this.host = host;
        this.retentionMs = retentionMs;
    }

    /** Begins to count what becomes of documents of a lane. */
    LedgerChange change(Lane lane) {
        return new LedgerChange(lane.cursor().ledger(), hours());
    }

    /** The hours that have counts of their own, as of now. */
    Hours hours() {
        return new Hours(documents, DayCounts.firstHour(firstDay()), lastHour());
    }

    /** The first day of the history. */
    private long firstDay() {
        return DayCounts.dayOf(Math.floorDiv(host.now() - retentionMs, HOUR_MS));
    }

    /** The last hour with counts of its own: clocks of network elements may be fast, by a day at most. */
    private long lastHour() {
        return Math.floorDiv(host.now(), HOUR_MS) + HOURS_OF_DAY;
    }

    /** The cursor in the form in which it is stored: with few hours. The key of its journal is selected. */
    Cursor stored(Lane lane, Cursor cursor) {
        LaneLedger ledger = cursor.ledger();
        return ledger.recent().size() <= LaneLedger.MOST_RECENT ? cursor : cursor.counted(store(lane, ledger));
    }

    private LaneLedger store(Lane lane, LaneLedger ledger) {
        List<HourCount> newestFirst = new ArrayList<>(ledger.recent());
        newestFirst.sort(Comparator.comparingLong(HourCount::hour).reversed());
        Map<Long, DayCounts> days = new TreeMap<>();
        LedgerStore store = host.ledgerStore();
        for (HourCount count : newestFirst.subList(KEPT, newestFirst.size())) {
            days.merge(
                    DayCounts.dayOf(count.hour()),
                    DayCounts.NONE.plus(count),
                    (before, more) -> before.plus(more.hours().get(0)));
        }
        long firstKept = firstDay();
        long first = ledger.firstDay();
        long last = ledger.lastDay();
        while (first <= last && first < firstKept) {
            store.removeDay(lane.name(), first);
            first++;
        }
        for (Map.Entry<Long, DayCounts> entry : days.entrySet()) {
            long day = entry.getKey();
            if (day == HourCount.OTHER || day >= firstKept) {
                DayCounts counts = store.day(lane.name(), day);
                for (HourCount more : entry.getValue().hours()) {
                    counts = (counts == null ? DayCounts.NONE : counts).plus(more);
                }
                if (counts != null) {
                    store.putDay(lane.name(), day, counts);
                }
                if (day != HourCount.OTHER) {
                    first = first > last ? day : Math.min(first, day);
                    last = Math.max(last, day);
                }
            }
        }
        return ledger.stored(newestFirst.subList(0, KEPT), first, last);
    }

    /** Begins a lane's ledger anew: it says nothing any more of entries below a number. */
    LaneLedger begunAnew(Lane lane, long number) {
        removed(lane);
        return lane.cursor().ledger().begunAnew(host.now(), number);
    }

    /** Removes what is kept of a lane that is gone. */
    void removed(Lane lane) {
        host.select(lane.stream().journalKey());
        LaneLedger ledger = lane.cursor().ledger();
        for (long day = ledger.firstDay(); day <= ledger.lastDay(); day++) {
            host.ledgerStore().removeDay(lane.name(), day);
        }
        host.ledgerStore().removeDay(lane.name(), HourCount.OTHER);
    }

    /**
     * The counts of a lane by the hour: hours from {@code from} to before {@code to}, and what is counted for no hour.
     */
    Map<Long, HourCount> counts(Lane lane, long from, long to) {
        host.select(lane.stream().journalKey());
        LaneLedger ledger = lane.cursor().ledger();
        Map<Long, HourCount> counts = new TreeMap<>();
        add(counts, host.ledgerStore().day(lane.name(), HourCount.OTHER), from, to);
        long first = Math.max(Math.max(ledger.firstDay(), firstDay()), DayCounts.dayOf(from));
        long last = Math.min(ledger.lastDay(), DayCounts.dayOf(to));
        for (long day = first; day <= last; day++) {
            add(counts, host.ledgerStore().day(lane.name(), day), from, to);
        }
        add(counts, new DayCounts(ledger.recent()), from, to);
        return counts;
    }

    private static void add(Map<Long, HourCount> counts, @Nullable DayCounts day, long from, long to) {
        if (day != null) {
            for (HourCount count : day.hours()) {
                if (count.hour() == HourCount.OTHER || (count.hour() >= from && count.hour() < to)) {
                    counts.merge(count.hour(), count, HourCount::plus);
                }
            }
        }
    }
}
