package io.datastreamer.contract;

import java.util.List;

/** Which documents a data stream carries (the product document, section 1). */
public enum StreamType {
    USAGE,
    EVENTS,
    USAGE_AND_EVENTS;

    /** The kinds of documents of such a stream; each kind is delivered separately. */
    public List<RecordKind> kinds() {
        return switch (this) {
            case USAGE -> List.of(RecordKind.USAGE);
            case EVENTS -> List.of(RecordKind.EVENT);
            case USAGE_AND_EVENTS -> List.of(RecordKind.USAGE, RecordKind.EVENT);
        };
    }
}
