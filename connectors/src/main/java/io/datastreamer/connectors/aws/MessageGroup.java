package io.datastreamer.connectors.aws;

import io.datastreamer.connectors.spi.Batch;
import io.datastreamer.contract.RecordKind;
import java.util.Locale;

/**
 * The ids by which queues and topics of AWS order messages ({@code MessageGroupId}), and recognise duplicates for five
 * minutes ({@code MessageDeduplicationId}).
 *
 * @param group the SIM's ICCID, or the organisation's id if there is no SIM
 * @param deduplicationId the document's kind and id
 */
public record MessageGroup(String group, String deduplicationId) {
    private static final String FIFO = ".fifo";

    /** Whether a queue or topic of this name keeps messages in order. */
    public static boolean isKeptBy(String name) {
        return name.endsWith(FIFO);
    }

    /** The ids of a document. */
    public static MessageGroup of(Batch batch, Batch.Item item) {
        return new MessageGroup(
                item.simKey().isEmpty() ? Long.toString(batch.organisationId()) : item.simKey(),
                id(batch.kind(), item));
    }

    private static String id(RecordKind kind, Batch.Item item) {
        return kind.name().toLowerCase(Locale.ROOT) + "-" + item.id();
    }
}
