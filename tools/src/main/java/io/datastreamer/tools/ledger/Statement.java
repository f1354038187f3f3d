package io.datastreamer.tools.ledger;

import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;

/**
 * The result of a {@link Ledger}.
 *
 * @param records raw records that went in
 * @param repeated raw records whose document another record has already become; they are dropped, or become the same
 *     document
 * @param rejected raw records that were rejected before they became a document
 * @param unaccounted raw records that cannot become a document and were not rejected: they wait for their SIM, or are
 *     lost
 * @param strayDocuments documents that arrived at endpoints of no data stream
 * @param rows by data stream
 * @param usage usage of network elements, by data stream
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
     * The row of a data stream.
     *
     * @param balance the balance by ids
     * @param expired documents that left the history undelivered, according to the status
     * @param pending waiting documents, according to the status; may include documents that a filter holds back
     */
    public record Row(Balance balance, long expired, long pending) {
        /** Documents that are not accounted for. */
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
     * @param told bytes in the documents that have arrived, each document counted once
     */
    public record Usage(long grown, long told) {}

    /** The row of a data stream; an empty one if there is no such stream. */
    public Row of(String stream) {
        return rows.getOrDefault(stream, new Row(Balance.EMPTY, 0, 0));
    }

    /**
     * Whether each raw record is accounted for, nothing is lost, nothing unexpected came, and everything is in order.
     */
    public boolean holds() {
        return unaccounted == 0
                && strayDocuments == 0
                && rows.values().stream().allMatch(Row::holds)
                && usage.entrySet().stream().allMatch(this::isTold);
    }

    // waiting, refused and expired documents have not reported their usage
    private boolean isTold(Map.Entry<String, Usage> entry) {
        Row row = of(entry.getKey());
        boolean all = row.pending() == 0 && row.expired() == 0 && row.balance().refused() == 0;
        Usage one = entry.getValue();
        return all ? one.told() == one.grown() : one.told() <= one.grown();
    }

    /** Whether {@link #holds} and nothing waits any more. */
    public boolean isSettled() {
        return holds() && rows.values().stream().allMatch(row -> row.balance().missing() == 0);
    }

    /** The sum of all rows. */
    public Row total() {
        return rows.values().stream().reduce(new Row(Balance.EMPTY, 0, 0), Row::plus);
    }

    /** Prints it for people: streams that do not hold first, limited to some of them, and the sum of all. */
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
