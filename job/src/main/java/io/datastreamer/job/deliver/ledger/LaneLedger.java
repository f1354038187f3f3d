package io.datastreamer.job.deliver.ledger;

import java.util.ArrayList;
import java.util.List;

/**
 * What became of a lane's documents. It has the counts of a few hours; a {@link LedgerStore} has the others. Both are
 * in the same checkpoint as the lane's cursor, which contains this.
 *
 * @param since when counting began, milliseconds since the epoch; 0 if nothing was settled before; {@link
 *     #EARLIER_RELEASE} if an earlier release has written the cursor
 * @param owed which entries are not settled
 * @param total of all hours since then
 * @param recent counts of hours that are not in the store yet; the store may have more of the same hours
 * @param firstDay the first day that the store may have, in days since the epoch; after {@code lastDay} if it has none
 * @param lastDay the last one
 */
public record LaneLedger(long since, Owed owed, HourCount total, List<HourCount> recent, long firstDay, long lastDay) {
    /** The lane delivered before anything was counted. */
    public static final long EARLIER_RELEASE = -1;
    /** If there are more hours than this, some go to the store. */
    public static final int MOST_RECENT = 4;

    /** Keeps a copy of the list. */
    public LaneLedger {
        recent = List.copyOf(recent);
    }

    private static LaneLedger of(long since, Owed owed) {
        return new LaneLedger(since, owed, HourCount.none(HourCount.OTHER), List.of(), 0, -1);
    }

    /** The ledger of a lane that starts at this number. */
    public static LaneLedger from(long number) {
        return of(0, Owed.from(number));
    }

    /** The ledger of a lane that an earlier release has served, with everything below {@code reached} settled. */
    public static LaneLedger ofEarlierRelease(long before, long reached) {
        return of(EARLIER_RELEASE, new Owed(before, reached, List.of()));
    }

    /** Begun anew: it says nothing any more of entries below a number. */
    public LaneLedger begunAnew(long now, long number) {
        return of(now, Owed.from(number));
    }

    /** The same, counted since a time. */
    public LaneLedger since(long time) {
        return new LaneLedger(time, owed, total, recent, firstDay, lastDay);
    }

    /** With other entries owed. */
    public LaneLedger owing(Owed newOwed) {
        return new LaneLedger(since, newOwed, total, recent, firstDay, lastDay);
    }

    /** With more counts. */
    LaneLedger plus(List<HourCount> more, Owed newOwed) {
        if (more.isEmpty()) {
            return owing(newOwed);
        }
        HourCount sum = total;
        List<HourCount> all = new ArrayList<>(recent);
        for (HourCount count : more) {
            sum = sum.plus(count);
            int at = 0;
            while (at < all.size() && all.get(at).hour() != count.hour()) {
                at++;
            }
            if (at == all.size()) {
                all.add(count);
            } else {
                all.set(at, all.get(at).plus(count));
            }
        }
        return new LaneLedger(since, newOwed, sum, all, firstDay, lastDay);
    }

    /** With fewer hours, since the store has the others. */
    public LaneLedger stored(List<HourCount> left, long newFirstDay, long newLastDay) {
        return new LaneLedger(since, owed, total, left, newFirstDay, newLastDay);
    }
}
