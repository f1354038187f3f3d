package io.datastreamer.job.deliver.ledger;

import io.datastreamer.job.deliver.journal.Entry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Counts what has become of some entries of a lane: those that are owed, each once. */
public final class LedgerChange {
    private final LaneLedger ledger;
    private final Hours hours;
    private final List<Row> rows = new ArrayList<>(2);

    /** Counts of an hour that grow. */
    private static final class Row {
        private final long hour;
        private long delivered;
        private long refused;
        private long expired;
        private long skipped;
        private long sum;
        private long xor;

        Row(long hour) {
            this.hour = hour;
        }

        HourCount count() {
            return new HourCount(hour, delivered, refused, expired, skipped, sum, xor);
        }
    }

    /**
     * Begins with what a ledger has.
     *
     * @param hours those that are counted by themselves
     */
    public LedgerChange(LaneLedger ledger, Hours hours) {
        this.ledger = ledger;
        this.hours = hours;
    }

    /** The receiver has taken it. */
    public void delivered(Entry entry) {
        Row row = rowOf(entry);
        if (row != null) {
            long hash = IdHash.of(entry.item().id());
            row.delivered++;
            row.sum += hash;
            row.xor ^= hash;
        }
    }

    /** It is given up. */
    public void refused(Entry entry) {
        Row row = rowOf(entry);
        if (row != null) {
            row.refused++;
        }
    }

    /**
     * It has left the history.
     *
     * @param before the number at which the lane stands
     */
    public void gone(Entry entry, long before) {
        Row row = rowOf(entry);
        if (row != null) {
            if (entry.number() < before && ledger.owed().wasJumped(entry.number())) {
                row.skipped++;
            } else {
                row.expired++;
            }
        }
    }

    private @Nullable Row rowOf(Entry entry) {
        if (!ledger.owed().has(entry.number())) {
            return null;
        }
        long hour = hours.of(entry);
        for (Row row : rows) {
            if (row.hour == hour) {
                return row;
            }
        }
        Row row = new Row(hour);
        rows.add(row);
        return row;
    }

    private List<HourCount> counts() {
        return rows.stream().map(Row::count).toList();
    }

    /**
     * The lane has come from one number to another.
     *
     * @param apart those between that wait apart
     */
    public LaneLedger passed(long from, long to, Collection<Entry> apart) {
        Owed owed = ledger.owed().without(from, to);
        for (Entry entry : apart) {
            if (ledger.owed().has(entry.number())) {
                owed = owed.leavingOne(entry.number());
            }
        }
        return ledger.plus(counts(), owed);
    }

    /** These are settled. */
    public LaneLedger settled(long from, long to) {
        return passed(from, to, List.of());
    }

    /** What was counted. */
    public LaneLedger counted() {
        return ledger.plus(counts(), ledger.owed());
    }
}
