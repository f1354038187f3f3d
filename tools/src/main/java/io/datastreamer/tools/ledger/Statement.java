package io.datastreamer.tools.ledger;

import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;

/**
 * How a {@link Ledger} stands.
 *
 * @param records raw records that went in
 * @param repeated those of them whose document another one is already; they are dropped, or become the same document
 * @param rejected those of them that were rejected before they became a document
 * @param unaccounted those of them that can become no document, and were not rejected: they wait for their SIM, or are lost
 * @param strayDocuments that arrived at endpoints that belong to no data stream
 * @param rows by data stream
 * @param usage of network elements, by data stream
 */
public record Statement(
        long records,
        long repeated,
        long rejected,
        long unaccounted,
        long strayDocuments,
        Map<String, Row> rows,
        Map<String, Usage> usage) {
    private static final String FORMAT = "%-24s %10s %10s %8s %8s %8s %8s %10s %10s %12s%n";
    private static final int MOST_SHOWN = 40;

    /**
     * A data stream.
     *
     * @param balance by ids
     * @param expired documents that have left the history undelivered, as its status says
     * @param pending documents that wait, as its status says; those that a filter holds back may be among them
     */
    public record Row(Balance balance, long expired, long pending) {
        /** Documents of which nobody says what has become of them. */
        public long lost() {
            return Math.max(0, balance.missing() - expired - pending);
        }

        public boolean holds() {
            return lost() == 0 && balance.isSound();
        }

        private Row plus(Row other) {
            return new Row(balance.plus(other.balance), expired + other.expired, pending + other.pending);
        }
    }

    /**
     * Usage of network elements at a data stream.
     *
     * @param grown bytes by which counters grew
     * @param told bytes that documents tell of which have arrived, each counted once
     */
    public record Usage(long grown, long told) {}

    /** The row of a data stream; that of one which is not there is empty. */
    public Row of(String stream) {
        return rows.getOrDefault(stream, new Row(Balance.EMPTY, 0, 0));
    }

    /** Whether each raw record is accounted for, nothing is lost, nothing came that should not, and all in order. */
    public boolean holds() {
        return unaccounted == 0
                && strayDocuments == 0
                && rows.values().stream().allMatch(Row::holds)
                && usage.entrySet().stream().allMatch(this::isTold);
    }

    // what waits, was refused or has expired is not told of
    private boolean isTold(Map.Entry<String, Usage> entry) {
        Row row = of(entry.getKey());
        boolean all = row.pending() == 0 && row.expired() == 0 && row.balance().refused() == 0;
        Usage one = entry.getValue();
        return all ? one.told() == one.grown() : one.told() <= one.grown();
    }

    /** Whether besides {@link #holds} nothing waits any more. */
    public boolean isSettled() {
        return holds() && rows.values().stream().allMatch(row -> row.balance().missing() == 0);
    }

    /** The sum of all rows. */
    public Row total() {
        return rows.values().stream().reduce(new Row(Balance.EMPTY, 0, 0), Row::plus);
    }

    /** Writes it for people: the streams that do not hold first, at most some of them, and the sum of all. */
    public void print(PrintStream out) {
        out.printf(
                Locale.ROOT,
                FORMAT,
                "STREAM",
                "EXPECTED",
                "DELIVERED",
                "REFUSED",
                "EXPIRED",
                "PENDING",
                "LOST",
                "DUPLICATES",
                "UNEXPECTED",
                "OUT OF ORDER");
        rows.entrySet().stream()
                .sorted((a, b) ->
                        Boolean.compare(a.getValue().holds(), b.getValue().holds()))
                .limit(MOST_SHOWN)
                .forEach(entry -> print(out, entry.getKey(), entry.getValue()));
        if (rows.size() > MOST_SHOWN) {
            long good = rows.values().stream().filter(Row::holds).count();
            out.printf(Locale.ROOT, "... %,d data streams in all, %,d of them balanced%n", rows.size(), good);
        }
        print(out, "all", total());
        out.printf(
                Locale.ROOT,
                "raw records: %,d; of these rejected %,d, repeated %,d, unaccounted for %,d%n",
                records,
                rejected,
                repeated,
                unaccounted);
        usage.forEach((stream, one) -> out.printf(
                Locale.ROOT,
                "usage of network elements at %s: counters grew by %,d bytes, documents tell of %,d%n",
                stream,
                one.grown(),
                one.told()));
        if (strayDocuments > 0) {
            out.printf(Locale.ROOT, "documents at endpoints without a data stream: %,d%n", strayDocuments);
        }
        out.println(holds() ? "the ledger is balanced" : "THE LEDGER IS NOT BALANCED");
    }

    private static void print(PrintStream out, String name, Row row) {
        Balance balance = row.balance();
        out.printf(
                Locale.ROOT,
                FORMAT,
                name,
                balance.expected(),
                balance.delivered(),
                balance.refused(),
                row.expired(),
                row.pending(),
                row.lost(),
                balance.duplicates(),
                balance.unexpected(),
                balance.outOfOrder());
    }
}
