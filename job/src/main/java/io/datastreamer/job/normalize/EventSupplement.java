package io.datastreamer.job.normalize;

import io.datastreamer.job.normalize.JsonBuffer.Name;
import io.datastreamer.job.record.NetworkRecord;
import io.datastreamer.job.record.PdpContext;

/**
 * Writes what an event says beyond the first form of its document, for the other forms: one JSON object, or nothing.
 *
 * <ul>
 *   <li>of a PDP context whose cell of 4G or 5G is known: {@code tac}, {@code eci} and {@code nci}, numbers or null, in
 *       this order
 *   <li>of a type that is Generic in the first form: its {@code event_type}, with {@code id} and {@code description},
 *       then {@code detail} if the record has one, an object
 * </ul>
 */
final class EventSupplement {
    private static final Name TAC = Name.of("tac");
    private static final Name ECI = Name.of("eci");
    private static final Name NCI = Name.of("nci");

    private EventSupplement() {}

    /** Writes the supplement. */
    static void write(NetworkRecord record, JsonBuffer json) {
        if (!record.eventType().isInFirstForm()) {
            writeType(record, json);
            return;
        }
        PdpContext context = EventDetail.pdpContext(record);
        if (context != null && context.hasCellOf4g5g()) {
            json.beginObject()
                    .memberOrNull(TAC, context.tac())
                    .memberOrNull(ECI, context.eci())
                    .memberOrNull(NCI, context.nci())
                    .endObject();
        }
    }

    private static void writeType(NetworkRecord record, JsonBuffer json) {
        json.beginObject()
                .beginObject(Names.EVENT_TYPE)
                .member(Names.ID, record.eventType().id())
                .member(Names.DESCRIPTION, record.eventType().description())
                .endObject();
        if (record.detail() != null) {
            json.memberJson(Names.DETAIL, record.detail());
        }
        json.endObject();
    }
}
