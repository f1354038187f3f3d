package io.datastreamer.job.mediate;

import io.datastreamer.job.record.Absent;
import io.datastreamer.job.record.PdpContext;
import io.datastreamer.job.record.SessionRecord;
import io.datastreamer.job.record.Volume;

/**
 * The sums of a session: the highest counters that were seen, in 64 bits.
 *
 * @param tx bytes sent by the SIM
 * @param rx bytes received by it
 * @param seconds longest duration that came with counters, or {@link Absent#NUMBER}
 * @param untilMillis time of the newest counters, {@link PdpContext#NO_TIME} before any
 * @param wide whether the element has said how often 32 bits wrapped
 */
public record Counters(long tx, long rx, long seconds, long untilMillis, boolean wide) {
    static final Counters ZERO = new Counters(0, 0, Absent.NUMBER, PdpContext.NO_TIME, false);

    private static final long WRAP = 1L << 32;
    private static final long LOW = WRAP - 1;

    /**
     * What a record adds to the sums.
     *
     * @param after the sums with the record
     * @param tx the record's own total, or the known one if the record has none
     * @param rx likewise
     * @param usedTx bytes that no earlier record counted; never below zero
     * @param usedRx likewise
     * @param late whether counters were below what was seen before
     * @param wraps how often 32 bits have wrapped, as far as known
     */
    record Growth(Counters after, long tx, long rx, long usedTx, long usedRx, boolean late, int wraps) {}

    /** Adds a record's volume. */
    Growth with(SessionRecord record) {
        return switch (record.volume().kind()) {
            case NONE -> new Growth(this, tx, rx, 0, 0, false, 0);
            case TOTAL -> total(record);
            case TOTAL_32_BITS -> wide ? total(record) : narrow(record);
            case PART -> part(record);
        };
    }

    private Growth part(SessionRecord record) {
        long usedTx = Math.max(0, record.volume().tx());
        long usedRx = Math.max(0, record.volume().rx());
        Counters after =
                new Counters(tx + usedTx, rx + usedRx, seconds, Math.max(untilMillis, record.timeMillis()), wide);
        return new Growth(after, after.tx, after.rx, usedTx, usedRx, false, 0);
    }

    private Growth total(SessionRecord record) {
        Volume volume = record.volume();
        boolean nowWide = wide || volume.kind() == Volume.Kind.TOTAL;
        return grown(record, orElse(volume.tx(), tx), orElse(volume.rx(), rx), 0, 0, nowWide, 0);
    }

    // an element that never reports wraps: lower bits that fell while the session's duration rose have wrapped once
    private Growth narrow(SessionRecord record) {
        Volume volume = record.volume();
        // both counters at zero were reset, as elements do when they lose a session
        if (volume.tx() <= 0 && volume.rx() <= 0) {
            return grown(record, Math.max(0, volume.tx()), Math.max(0, volume.rx()), 0, 0, false, 0);
        }
        int order = order(record);
        long recordTx = volume.tx() == Absent.NUMBER ? tx : unwrapped(volume.tx(), tx, order);
        long recordRx = volume.rx() == Absent.NUMBER ? rx : unwrapped(volume.rx(), rx, order);
        // an older record is above the newer one: the newer one had wrapped, which nobody could see then
        long missedTx = order < 0 && recordTx > tx ? WRAP : 0;
        long missedRx = order < 0 && recordRx > rx ? WRAP : 0;
        int wraps = (recordTx >> 32 > tx >> 32 || missedTx > 0 ? 1 : 0)
                + (recordRx >> 32 > rx >> 32 || missedRx > 0 ? 1 : 0);
        return grown(record, recordTx, recordRx, missedTx, missedRx, false, wraps);
    }

    // above zero: newer than what was seen; below zero: older. Without durations a wrap looks like a late record
    private int order(SessionRecord record) {
        if (untilMillis == PdpContext.NO_TIME) {
            return 1;
        }
        return record.seconds() != Absent.NUMBER && seconds != Absent.NUMBER
                ? Long.compare(record.seconds(), seconds)
                : 0;
    }

    private static long unwrapped(long low, long highest, int order) {
        long high = highest & ~LOW;
        long value = high + low;
        if (order > 0 && low < (highest & LOW)) {
            return value + WRAP;
        }
        return order < 0 && value > highest && high > 0 ? value - WRAP : value;
    }

    private Growth grown(
            SessionRecord record,
            long recordTx,
            long recordRx,
            long missedTx,
            long missedRx,
            boolean nowWide,
            int wraps) {
        long afterTx = Math.max(tx + missedTx, recordTx);
        long afterRx = Math.max(rx + missedRx, recordRx);
        boolean late = recordTx < tx || recordRx < rx || record.timeMillis() < untilMillis;
        Counters after = new Counters(
                afterTx,
                afterRx,
                Math.max(seconds, record.seconds()),
                Math.max(untilMillis, record.timeMillis()),
                nowWide);
        return new Growth(after, recordTx, recordRx, afterTx - tx, afterRx - rx, late, wraps);
    }

    private static long orElse(long number, long other) {
        return number == Absent.NUMBER ? other : number;
    }
}
