package io.datastreamer.job.deliver.ledger;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which entries of a lane's kind are not settled: those from {@code high} on, and those in the gaps below it. All
 * others from {@code low} on were settled once, or the filter left them out. Entries below {@code low} were never asked
 * for.
 *
 * @param low the smallest number that was ever asked for
 * @param high entries below are settled except for the gaps
 * @param gaps in order; adjacent ones are of different sorts
 */
public record Owed(long low, long high, List<Gap> gaps) {
    /** Most gaps that are kept; with more, nothing of the oldest one is owed any more. */
    static final int MOST_GAPS = 400;

    /** Keeps a copy of the list. */
    public Owed {
        gaps = List.copyOf(gaps);
    }

    /** What is owed to a lane that starts at this number. */
    public static Owed from(long number) {
        return new Owed(number, number, List.of());
    }

    /** Whether this entry is not settled. */
    public boolean has(long number) {
        return number >= high || (!gaps.isEmpty() && gap(number) != null);
    }

    /** Whether a replay jumped over this entry; only for an entry that is owed. */
    public boolean wasJumped(long number) {
        Gap gap = gap(number);
        return gap != null && gap.jumped();
    }

    private @Nullable Gap gap(long number) {
        for (Gap gap : gaps) {
            if (number < gap.to()) {
                return number >= gap.from() ? gap : null;
            }
        }
        return null;
    }

    /** The first owed entry from a number on. There is always one, perhaps after the journal's end. */
    public long first(long from) {
        for (Gap gap : gaps) {
            if (from < gap.to()) {
                return Math.max(from, gap.from());
            }
        }
        return Math.max(from, high);
    }

    /** The first entry after an owed one that is not owed. */
    public long endOf(long owed) {
        Gap gap = gap(owed);
        return gap == null ? Long.MAX_VALUE : gap.to();
    }

    /** Owed entries with numbers from {@code from} to below {@code to}. */
    public long count(long from, long to) {
        long count = Math.max(0, to - Math.max(from, high));
        for (Gap gap : gaps) {
            count += Math.max(0, Math.min(to, gap.to()) - Math.max(from, gap.from()));
        }
        return count;
    }

    /** With these entries settled, or left out by the filter. */
    public Owed without(long from, long to) {
        if (gaps.isEmpty()) {
            return to <= high ? this : new Owed(low, to, gaps);
        }
        List<Gap> left = new ArrayList<>(gaps.size() + 1);
        for (Gap gap : gaps) {
            if (gap.to() <= from || gap.from() >= to) {
                left.add(gap);
            } else {
                if (gap.from() < from) {
                    left.add(new Gap(gap.from(), from, gap.jumped()));
                }
                if (gap.to() > to) {
                    left.add(new Gap(to, gap.to(), gap.jumped()));
                }
            }
        }
        return new Owed(low, Math.max(high, to), left);
    }

    /** With the cursor past these entries. Those of them that are owed stay so: they have expired, or wait apart. */
    public Owed leaving(long from, long to) {
        return to <= high ? this : new Owed(low, to, with(new Gap(Math.max(from, high), to, false)));
    }

    /** The same for a single entry that was owed before it was passed. */
    Owed leavingOne(long number) {
        return new Owed(low, high, with(new Gap(number, number + 1, false)));
    }

    /** With the cursor moved to this number. */
    public Owed movedTo(long number) {
        if (number > high) {
            return new Owed(low, number, with(new Gap(high, number, true)));
        }
        return number < low ? new Owed(number, high, with(new Gap(number, low, true))) : this;
    }

    private List<Gap> with(Gap more) {
        List<Gap> all = new ArrayList<>(gaps.size() + 1);
        int at = 0;
        while (at < gaps.size() && gaps.get(at).from() < more.from()) {
            at++;
        }
        all.addAll(gaps.subList(0, at));
        Gap before = at == 0 ? null : gaps.get(at - 1);
        if (before != null && before.to() == more.from() && before.jumped() == more.jumped()) {
            all.set(at - 1, new Gap(before.from(), more.to(), more.jumped()));
        } else {
            all.add(more);
        }
        all.addAll(gaps.subList(at, gaps.size()));
        return all.size() > MOST_GAPS ? all.subList(1, all.size()) : all;
    }
}
