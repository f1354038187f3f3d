package io.datastreamer.job.deliver.ledger;

import io.datastreamer.job.deliver.journal.Entry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Counts what became of some entries of a lane: those that are owed, each once. */
public final class LedgerChange {
    private final LaneLedger ledger;
    private final Hours hours;
    private final List<Row> rows = new ArrayList<>(2);

    /** Counts of an hour that are being added up. */
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
     * Begins with a ledger.
     *
     * @param hours the hours that have counts of their own
     */
    public LedgerChange(LaneLedger ledger, Hours hours) {
        this.ledger = ledger;
        this.hours = hours;
    }

    /** Counts an entry that the receiver has taken. */
    public void delivered(Entry entry) {
        Row row = rowOf(entry);
        if (row != null) {
            long hash = IdHash.of(entry.item().id());
            row.delivered++;
            row.sum += hash;
            row.xor ^= hash;
        }
    }

    /** Counts an entry that is given up. */
    public void refused(Entry entry) {
        Row row = rowOf(entry);
        if (row != null) {
            row.refused++;
        }
    }

    /**
     * Counts an entry that has left the history.
     *
     * @param before the number of the entry at the lane's cursor
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
     * The ledger with these counts, after the cursor has moved from one number to another.
     *
     * @param apart entries between them that wait apart
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

    /** The ledger with these counts, and with these entries settled. */
    public LaneLedger settled(long from, long to) {
        return passed(from, to, List.of());
    }

    /** The ledger with these counts. */
    public LaneLedger counted() {
        return ledger.plus(counts(), ledger.owed());
    }
}
