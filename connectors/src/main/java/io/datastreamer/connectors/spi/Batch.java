package io.datastreamer.connectors.spi;

import io.datastreamer.contract.RecordKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Documents of one kind that are sent together, in order. At least one item.
 *
 * @param organisationId whose documents these are
 * @param streamId the data stream that they are sent for
 * @param kind the kind of all of them
 * @param items the documents, oldest first
 * @param object the object that it becomes, where the place has {@link Client#objectNames}; null elsewhere
 * @param before documents of the kind that stand right before these, oldest first, which are not sent again; null where
 *     nobody has looked, since {@link Client#lookBack} does not ask for it
 */
public record Batch(
        long organisationId,
        String streamId,
        RecordKind kind,
        List<Item> items,
        @Nullable NamedObject object,
        @Nullable List<Item> before) {

    /**
     * The object that a batch becomes.
     *
     * @param name its name, the same for every attempt
     * @param isFirstAttempt whether nobody can have written this batch under this name before: an object that is there
     *     already is somebody else's, otherwise it may be our own
     */
    public record NamedObject(String name, boolean isFirstAttempt) {}

    /** For clients that do not look back. */
    public Batch(
            long organisationId, String streamId, RecordKind kind, List<Item> items, @Nullable NamedObject object) {
        this(organisationId, streamId, kind, items, object, null);
    }

    /** For places that do not know batches by names. */
    public Batch(long organisationId, String streamId, RecordKind kind, List<Item> items) {
        this(organisationId, streamId, kind, items, null);
    }

    /**
     * A document within a buffer that it shares with others: nobody may write to it.
     *
     * @param id the document's id
     * @param eventType the event type's id; -1 for usage
     * @param simKey the SIM's ICCID; empty where the document is about no SIM
     * @param buffer holds the document's JSON and its supplement
     * @param offset where the JSON starts
     * @param length length of the JSON in bytes
     * @param supplementOffset where the supplement starts (see {@code Document.supplement})
     * @param supplementLength length of the supplement in bytes, 0 when there is none
     */
    public record Item(
            long id,
            int eventType,
            String simKey,
            byte[] buffer,
            int offset,
            int length,
            int supplementOffset,
            int supplementLength) {}

    /** Size of what stands {@link #before}, in bytes, supplements included. */
    public long bytesBefore() {
        long bytes = 0;
        if (before != null) {
            for (Item item : before) {
                bytes += item.length() + item.supplementLength();
            }
        }
        return bytes;
    }

    /** Size of the documents' JSON in bytes, without anything between them. */
    public long jsonBytes() {
        long bytes = 0;
        for (Item item : items) {
            bytes += item.length();
        }
        return bytes;
    }
}
