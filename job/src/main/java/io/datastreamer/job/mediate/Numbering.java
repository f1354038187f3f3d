package io.datastreamer.job.mediate;

import io.datastreamer.job.record.NumberSpan;
import io.datastreamer.job.serial.ValueType;
import java.util.Arrays;

/**
 * The numbers that an element has given to what it wrote, as far as they have come: spans with gaps between them.
 * Numbers of 32 bits that wrap continue here beyond 32 bits. Immutable.
 */
public final class Numbering {
    /** Nothing has been numbered yet. */
    public static final Numbering NONE = new Numbering(new long[0], new long[0], new long[0]);

    /** How Flink handles it. */
    static final ValueType<Numbering> TYPE = new ValueType<>(Numbering.class, new NumberingSerializer());

    // a larger distance is no gap: the element has begun to count anew
    private static final int LARGEST_GAP = 1_000_000;
    private static final int MOST_SPANS = 1_000;
    private static final long BITS = 0xFFFF_FFFFL;

    private final long[] from;
    private final long[] to;
    // when the gap before the span was first seen
    private final long[] since;

    Numbering(long[] from, long[] to, long[] since) {
        this.from = from;
        this.to = to;
        this.since = since;
    }

    /** Takes findings about numbers. */
    public interface Findings {
        /** Reports that {@code count} numbers have not come, from {@code first} to {@code last}, both of 32 bits. */
        void missing(long first, long last, long count);

        /** Reports that the element counts anew: one number was followed by another that is far away. */
        void anew(long before, long first);
    }

    /** Adds the numbers of a span. */
    public Numbering with(NumberSpan span, long nowMillis, Findings findings) {
        long length = span.to() - span.from() & BITS;
        if (from.length == 0) {
            return new Numbering(new long[] {span.from()}, new long[] {span.from() + length}, new long[] {nowMillis});
        }
        long highest = to[to.length - 1];
        int distance = (int) (span.from() - highest);
        long first = highest + distance;
        if (distance > LARGEST_GAP || distance < -LARGEST_GAP) {
            settled(Long.MAX_VALUE, findings);
            findings.anew(highest & BITS, span.from());
            return NONE.with(span, nowMillis, findings);
        }
        return joined(first, first + length, nowMillis).bounded(findings);
    }

    private Numbering joined(long first, long last, long nowMillis) {
        int begin = 0;
        while (begin < from.length && to[begin] < first - 1) {
            begin++;
        }
        int end = begin;
        while (end < from.length && from[end] <= last + 1) {
            end++;
        }
        if (begin == end && begin == 0) {
            // older than everything known: it was reported already, or came before the first number
            return this;
        }
        int count = from.length - (end - begin) + 1;
        long[] froms = Arrays.copyOf(from, count);
        long[] tos = Arrays.copyOf(to, count);
        long[] sinces = Arrays.copyOf(since, count);
        froms[begin] = begin < end ? Math.min(first, from[begin]) : first;
        tos[begin] = begin < end ? Math.max(last, to[end - 1]) : last;
        sinces[begin] = begin < end ? since[begin] : nowMillis;
        System.arraycopy(from, end, froms, begin + 1, from.length - end);
        System.arraycopy(to, end, tos, begin + 1, from.length - end);
        System.arraycopy(since, end, sinces, begin + 1, from.length - end);
        return new Numbering(froms, tos, sinces);
    }

    private Numbering bounded(Findings findings) {
        return from.length <= MOST_SPANS ? this : withoutGaps(1, findings);
    }

    /** Drops and reports the gaps that were first seen at a time or before. */
    public Numbering settled(long untilMillis, Findings findings) {
        int gaps = 0;
        while (gaps + 1 < from.length && since[gaps + 1] <= untilMillis) {
            gaps++;
        }
        return gaps == 0 ? this : withoutGaps(gaps, findings);
    }

    private Numbering withoutGaps(int gaps, Findings findings) {
        for (int i = 0; i < gaps; i++) {
            long count = from[i + 1] - to[i] - 1;
            findings.missing(to[i] + 1 & BITS, from[i + 1] - 1 & BITS, count);
        }
        Numbering left = new Numbering(
                Arrays.copyOfRange(from, gaps, from.length),
                Arrays.copyOfRange(to, gaps, to.length),
                Arrays.copyOfRange(since, gaps, since.length));
        left.from[0] = from[0];
        return left;
    }

    /** When the first gap was seen; {@link Long#MAX_VALUE} if there is none. */
    long firstGapMillis() {
        return from.length < 2 ? Long.MAX_VALUE : since[1];
    }

    int spans() {
        return from.length;
    }

    long from(int span) {
        return from[span];
    }

    long to(int span) {
        return to[span];
    }

    long since(int span) {
        return since[span];
    }
}
