package io.datastreamer.connectors.spi;

import io.datastreamer.contract.RecordKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Documents of one kind that are sent together, in order. Has at least one item.
 *
 * @param organisationId the organisation that owns the documents
 * @param streamId the data stream that they are sent for
 * @param kind the kind of all documents
 * @param items the documents, oldest first
 * @param object the object that the batch becomes, if the place has {@link Client#objectNames}; otherwise null
 * @param before the documents of the kind right before these, oldest first, which are not sent again; null if {@link
 *     Client#lookBack} does not ask for them
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
     * @param isFirstAttempt whether this batch cannot have been written under this name before: then an existing object
     *     is somebody else's; otherwise it may be our own
     */
    public record NamedObject(String name, boolean isFirstAttempt) {}

    /** A batch for clients that do not look back. */
    public Batch(
            long organisationId, String streamId, RecordKind kind, List<Item> items, @Nullable NamedObject object) {
        this(organisationId, streamId, kind, items, object, null);
    }

    /** A batch for places that do not keep batches by name. */
    public Batch(long organisationId, String streamId, RecordKind kind, List<Item> items) {
        this(organisationId, streamId, kind, items, null);
    }

    /**
     * A document within a buffer that it shares with others: nobody may write to the buffer.
     *
     * @param id the document's id
     * @param eventType the event type's id; -1 for usage
     * @param simKey the SIM's ICCID; empty if the document is about no SIM
     * @param buffer holds the document's JSON and supplement
     * @param offset where the JSON starts
     * @param length length of the JSON in bytes
     * @param supplementOffset where the supplement starts (see {@code Document.supplement})
     * @param supplementLength length of the supplement in bytes, 0 if there is none
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

    /** Size of the documents {@link #before} the batch, in bytes, supplements included. */
    public long bytesBefore() {
        long bytes = 0;
        if (before != null) {
            for (Item item : before) {
                bytes += item.length() + item.supplementLength();
            }
        }
        return bytes;
    }

    /** Total size of the documents' JSON in bytes. */
    public long jsonBytes() {
        long bytes = 0;
        for (Item item : items) {
            bytes += item.length();
        }
        return bytes;
    }
}
