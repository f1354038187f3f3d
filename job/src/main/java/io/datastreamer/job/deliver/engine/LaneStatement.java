package io.datastreamer.job.deliver.engine;

import io.datastreamer.contract.RecordKind;
import io.datastreamer.job.deliver.journal.Entry;
import io.datastreamer.job.deliver.lane.Apart;
import io.datastreamer.job.deliver.lane.Cursor;
import io.datastreamer.job.deliver.ledger.HourCount;
import io.datastreamer.job.deliver.ledger.LaneLedger;
import io.datastreamer.job.deliver.ledger.Owed;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A statement of what became of a lane's documents, by the hour, as of one moment. */
final class LaneStatement {
    private static final long HOUR_MS = 3_600_000;

    private final RecordKind kind;
    private final Cursor cursor;
    private final LaneLedger ledger;
    /** How many entries of the kind the journal had. */
    private final long end;
    /** Entries from before this time have expired, milliseconds since the epoch. */
    private final long horizon;

    private final long from;
    private final long to;
    private final Set<Long> apart;
    private final Map<Long, Row> rows = new TreeMap<>();
    private final Row total;
    /** Owed entries below this number have been read. */
    private long looked;

    private boolean isWhole = true;

    /** The counted documents of an hour, and those that were not settled. */
    private static final class Row {
        private HourCount counted;
        private long pending;
        private long expired;
        private long skipped;

        Row(HourCount counted) {
            this.counted = counted;
        }

        long produced() {
            return counted.settled() + pending + expired + skipped;
        }
    }

    /** A range of entry numbers, both ends included. */
    record Span(long first, long last) {}

    /**
     * Begins the statement of a lane.
     *
     * @param counted counts by the hour, of hours from {@code from} to before {@code to}, and of all others together
     * @param end entries of the kind in the journal
     * @param horizon entries from before this time have expired, milliseconds since the epoch
     */
    LaneStatement(
            RecordKind kind, Cursor cursor, Map<Long, HourCount> counted, long end, long horizon, long from, long to) {
        this.kind = kind;
        this.cursor = cursor;
        this.ledger = cursor.ledger();
        this.end = end;
        this.horizon = horizon;
        this.from = from;
        this.to = to;
        this.apart = cursor.apart().stream().map(Apart::number).collect(Collectors.toSet());
        this.total = new Row(ledger.total());
        counted.forEach((hour, count) -> rows.put(hour, new Row(count)));
    }

    RecordKind kind() {
        return kind;
    }

    /** The next entries to read; null if there are none. */
    @Nullable
    Span nextOwed() {
        Owed owed = ledger.owed();
        long first = owed.first(looked);
        return first >= end ? null : new Span(first, Math.min(owed.endOf(first), end) - 1);
    }

    /** Notes that all owed entries below a number have been read. */
    void readTo(long number) {
        looked = number;
    }

    /** Marks the statement as incomplete. */
    void isCutShort() {
        isWhole = false;
    }

    /** Counts an entry that passes the filter and may be owed. */
    void waits(Entry entry, long hour) {
        long number = entry.number();
        if (number < looked || !ledger.owed().has(number)) {
            return;
        }
        Row row = hour == HourCount.OTHER || (hour >= from && hour < to)
                ? rows.computeIfAbsent(hour, any -> new Row(HourCount.none(hour)))
                : new Row(HourCount.none(hour));
        boolean isPassed = number < cursor.before();
        boolean isGone = entry.time() < horizon;
        if (isPassed && !apart.contains(number) && ledger.owed().wasJumped(number)) {
            row.skipped++;
            total.skipped++;
        } else if (isGone || (isPassed && !apart.contains(number))) {
            row.expired++;
            total.expired++;
        } else {
            row.pending++;
            total.pending++;
        }
    }

    /** Writes the hours, oldest first. What is counted for no hour comes before them. */
    void writeRows(AnswerJson json) {
        rows.forEach((hour, row) -> {
            if (row.produced() > 0) {
                json.beginObject().name("record_kind").text(kind.name()).name("hour");
                if (hour == HourCount.OTHER) {
                    json.nothing();
                } else {
                    json.text(Instant.ofEpochMilli(hour * HOUR_MS).toString());
                }
                write(json, row);
                json.endObject();
            }
        });
    }

    /** Writes the totals of all hours since counting began. */
    void writeTotal(AnswerJson json) {
        json.beginObject().name("record_kind").text(kind.name());
        json.name("counted_since");
        if (ledger.since() > 0) {
            json.text(Instant.ofEpochMilli(ledger.since()).toString());
        } else {
            json.nothing();
        }
        json.name("whole").truth(isWhole);
        write(json, total);
        long appended = end - ledger.owed().low();
        json.name("in_history").number(appended);
        json.name("left_out").number(appended - total.produced());
        json.endObject();
    }

    private static void write(AnswerJson json, Row row) {
        HourCount counted = row.counted;
        json.name("produced").number(row.produced());
        json.name("delivered").number(counted.delivered());
        json.name("refused").number(counted.refused());
        json.name("expired").number(counted.expired() + row.expired);
        json.name("skipped").number(counted.skipped() + row.skipped);
        json.name("pending").number(row.pending);
        json.name("id_sum").text(hex(counted.sum()));
        json.name("id_xor").text(hex(counted.xor()));
    }

    private static String hex(long bits) {
        return HexFormat.of().toHexDigits(bits);
    }
}
