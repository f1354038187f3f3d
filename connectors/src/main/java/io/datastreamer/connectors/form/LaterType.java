package io.datastreamer.connectors.form;

import io.datastreamer.connectors.spi.Batch;
import static io.datastreamer.connectors.form.Rewriting.ascii;

/** Restores the real type of an event that is Generic in form {@code v1}, from its supplement. Not thread-safe. */
final class LaterType {
    private static final byte[] EVENT_TYPE = ascii("event_type");
    private static final byte[] DETAIL = ascii("detail");
    private static final byte[] COMMA = ascii(",");
    private static final byte[] DETAIL_IS = ascii(",\"detail\":");
    private static final int EMPTY = 2;

    private final byte[] json;
    private int typeStart;
    private int typeEnd;
    private int detailStart;
    private int detailEnd;

    LaterType(Batch.Item item) {
        json = item.buffer();
        if (item.supplementLength() == 0) {
            return;
        }
        JsonMembers members = new JsonMembers(json, item.supplementOffset());
        while (members.next()) {
            int start = members.at();
            int end = members.skip();
            if (members.isNamed(EVENT_TYPE)) {
                typeStart = start;
                typeEnd = end;
            } else if (members.isNamed(DETAIL)) {
                detailStart = start;
                detailEnd = end;
            }
        }
    }

    /** Replaces the event's type, the current value, with the real one. */
    void writeType(Rewriting event) {
        event.before(event.members().at()).add(json, typeStart, typeEnd);
        event.leaveOutUpTo(event.members().skip());
    }

    /** Adds the supplement's members to the event's detail, which was just passed. */
    void writeIntoDetail(Rewriting event) {
        if (hasDetail()) {
            event.atEndOfObject().add(COMMA).add(json, detailStart + 1, detailEnd - 1);
        }
    }

    /** Adds the supplement's detail to an event without one, which was just passed. */
    void writeDetail(Rewriting event) {
        if (hasDetail()) {
            event.atEndOfObject().add(DETAIL_IS).add(json, detailStart, detailEnd);
        }
    }

    private boolean hasDetail() {
        return detailEnd - detailStart > EMPTY;
    }
}
