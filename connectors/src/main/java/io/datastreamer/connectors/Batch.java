package io.datastreamer.connectors;

import io.datastreamer.contract.RecordKind;
import java.util.List;

/**
 * Documents of one kind that are sent together, in order. At least one item.
 *
 * @param organisationId whose documents these are
 * @param streamId the data stream that they are sent for
 * @param kind the kind of all of them
 * @param items the documents, oldest first
 */
public record Batch(long organisationId, String streamId, RecordKind kind, List<Item> items) {

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

    /** Size of the documents' JSON in bytes, without anything between them. */
    public long jsonBytes() {
        long bytes = 0;
        for (Item item : items) {
            bytes += item.length();
        }
        return bytes;
    }
}
