package io.datastreamer.job.deliver.frame;

import io.datastreamer.contract.Document;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The set of event types of some entries, as the bits of a long. It shows that no entry passes a filter without reading
 * the entries. Types from 63 on share the last bit.
 */
public final class EventTypes {
    /** Any type may be there. */
    public static final long ANY = -1;
    /** There are no events. */
    public static final long NONE = 0;

    private static final int LAST = 63;

    private EventTypes() {}

    /** The bit of a type; none for a document that is no event. */
    public static long bit(int eventType) {
        return eventType == Document.NO_EVENT_TYPE ? NONE : 1L << Math.min(eventType, LAST);
    }

    /** The bits of a filter; null is a filter that lets all types pass. */
    public static long bits(@Nullable Set<Integer> filter) {
        if (filter == null) {
            return ANY;
        }
        long bits = NONE;
        for (int type : filter) {
            bits |= bit(type);
        }
        return bits;
    }
}
