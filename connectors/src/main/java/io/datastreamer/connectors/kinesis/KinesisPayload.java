package io.datastreamer.connectors.kinesis;

import io.datastreamer.connectors.spi.Batch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequest;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;

/** Converts a batch to one call: a record for each document, with the SIM as its partition key. */
public final class KinesisPayload {
    private KinesisPayload() {}

    /** The request that puts the documents of a batch into a stream. */
    public static PutRecordsRequest of(Batch batch, String streamName) {
        List<PutRecordsRequestEntry> records = new ArrayList<>(batch.items().size());
        for (Batch.Item item : batch.items()) {
            byte[] json = Arrays.copyOfRange(item.buffer(), item.offset(), item.offset() + item.length());
            records.add(PutRecordsRequestEntry.builder()
                    .partitionKey(item.simKey().isEmpty() ? Long.toString(batch.organisationId()) : item.simKey())
                    .data(SdkBytes.fromByteArrayUnsafe(json))
                    .build());
        }
        return PutRecordsRequest.builder()
                .streamName(streamName)
                .records(records)
                .build();
    }
}
