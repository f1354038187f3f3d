package io.datastreamer.job.deliver.ledger;

import java.util.ArrayList;
import java.util.List;

/**
 * The counts of one day of a lane, or those of {@link HourCount#OTHER} alone. Kept in state.
 *
 * @param hours the hours with documents, in the order of time
 */
public record DayCounts(List<HourCount> hours) {
    private static final int HOURS = 24;
    /** No counts. */
    public static final DayCounts NONE = new DayCounts(List.of());

    /** Keeps a copy of the list. */
    public DayCounts {
        hours = List.copyOf(hours);
    }

    /** The day of an hour, in days since the epoch; {@link HourCount#OTHER} stands for itself. */
    public static long dayOf(long hour) {
        return hour == HourCount.OTHER ? HourCount.OTHER : Math.floorDiv(hour, HOURS);
    }

    /** The first hour of a day. */
    public static long firstHour(long day) {
        return day * HOURS;
    }

    /** With more documents of an hour. */
    public DayCounts plus(HourCount more) {
        List<HourCount> all = new ArrayList<>(hours.size() + 1);
        HourCount added = more;
        for (HourCount count : hours) {
            if (count.hour() == more.hour()) {
                added = count.plus(more);
            } else {
                all.add(count);
            }
        }
        int at = 0;
        while (at < all.size() && all.get(at).hour() < added.hour()) {
            at++;
        }
        all.add(at, added);
        return new DayCounts(all);
    }
}
