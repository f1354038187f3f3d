package io.datastreamer.job.normalize;

import io.datastreamer.job.normalize.JsonBuffer.Name;
import io.datastreamer.job.record.NetworkRecord;
import io.datastreamer.job.record.PdpContext;

/**
 * What an event says beyond the first form of its document, for the others: for events of a PDP context whose cell of 4G
 * or 5G is known one JSON object with {@code tac}, {@code eci} and {@code nci}, numbers or null, in this order; for all
 * others nothing.
 */
final class EventSupplement {
    private static final Name TAC = Name.of("tac");
    private static final Name ECI = Name.of("eci");
    private static final Name NCI = Name.of("nci");
    private static final byte[] NOTHING = {};

    private EventSupplement() {}

    /** Makes the supplement. The buffer is free for use. */
    static byte[] of(NetworkRecord record, JsonBuffer json) {
        PdpContext context = EventDetail.pdpContext(record);
        if (context == null || !context.hasCellOf4g5g()) {
            return NOTHING;
        }
        json.clear();
        return json.beginObject()
                .memberOrNull(TAC, context.tac())
                .memberOrNull(ECI, context.eci())
                .memberOrNull(NCI, context.nci())
                .endObject()
                .toBytes();
    }
}
