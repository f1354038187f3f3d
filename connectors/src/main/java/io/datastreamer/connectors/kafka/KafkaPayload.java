package io.datastreamer.connectors.kafka;

import io.datastreamer.connectors.form.Form;
import io.datastreamer.connectors.spi.Batch;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.record.CompressionType;
import org.apache.kafka.common.record.MemoryRecords;
import org.apache.kafka.common.record.MemoryRecordsBuilder;
import org.apache.kafka.common.record.Record;
import org.apache.kafka.common.record.RecordBatch;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.utils.Utils;
import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Converts a batch to Kafka records: the key is the SIM's ICCID, the value the document's JSON. A record goes to the
 * partition that Kafka's own clients would choose for its key.
 */
public final class KafkaPayload {
    /** The bytes around a document in a batch of records, besides its key. */
    private static final int AROUND = 32;

    /** CloudEvents' Kafka protocol binding, section 3.3. */
    private static final Header[] CLOUDEVENT = {
        new RecordHeader("content-type", "application/cloudevents+json".getBytes(UTF_8))
    };

    private final Batch batch;
    private final Header[] headers;
    private final Compression compression;

    /**
     * Prepares the records of a batch's documents.
     *
     * @param compression none, gzip or zstd
     */
    public KafkaPayload(Batch documents, Form form, String compression) {
        this.batch = form.of(documents);
        this.headers = form == Form.CLOUDEVENTS ? CLOUDEVENT : Record.EMPTY_HEADERS;
        this.compression = Compression.of(CompressionType.forName(compression)).build();
    }

    /** The documents of each partition, by their index in the batch, in order. */
    Map<Integer, List<Integer>> byPartition(int partitions) {
        Map<Integer, List<Integer>> all = new TreeMap<>();
        for (int i = 0; i < batch.items().size(); i++) {
            int partition = partitionOf(batch.items().get(i), partitions);
            all.computeIfAbsent(partition, any -> new ArrayList<>()).add(i);
        }
        return all;
    }

    /** Documents without a SIM stay in order, too: their organisation's id decides the partition of all of them. */
    private int partitionOf(Batch.Item item, int partitions) {
        byte[] key = item.simKey().isEmpty()
                ? Long.toString(batch.organisationId()).getBytes(UTF_8)
                : item.simKey().getBytes(UTF_8);
        return Utils.toPositive(Utils.murmur2(key)) % partitions;
    }

    /**
     * Creates one batch of records from some documents.
     *
     * @param documents by their index in the batch
     * @param producerId lets a broker recognise duplicates, together with epoch and sequence
     * @param time the records' time, in milliseconds since the epoch
     */
    public MemoryRecords records(List<Integer> documents, long producerId, short epoch, int sequence, long time) {
        int bytes = RecordBatch.MAGIC_VALUE_V2 * AROUND;
        for (int each : documents) {
            bytes += batch.items().get(each).length() + 4 * AROUND;
        }
        try (MemoryRecordsBuilder records = MemoryRecords.builder(
                ByteBuffer.allocate(bytes + 4 * AROUND),
                RecordBatch.MAGIC_VALUE_V2,
                compression,
                TimestampType.CREATE_TIME,
                0,
                time,
                producerId,
                epoch,
                sequence,
                false,
                RecordBatch.NO_PARTITION_LEADER_EPOCH)) {
            for (int each : documents) {
                Batch.Item item = batch.items().get(each);
                ByteBuffer key = item.simKey().isEmpty()
                        ? null
                        : ByteBuffer.wrap(item.simKey().getBytes(UTF_8));
                records.append(time, key, ByteBuffer.wrap(item.buffer(), item.offset(), item.length()), headers);
            }
            return records.build();
        }
    }

    /** The ids of some documents. */
    List<Long> ids(List<Integer> documents) {
        return documents.stream().map(each -> batch.items().get(each).id()).toList();
    }

    /** All documents. */
    public List<Integer> all() {
        return IntStream.range(0, size()).boxed().toList();
    }

    int size() {
        return batch.items().size();
    }
}
