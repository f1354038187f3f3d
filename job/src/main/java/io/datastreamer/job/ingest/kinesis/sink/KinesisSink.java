package io.datastreamer.job.ingest.kinesis.sink;

import io.datastreamer.job.ingest.kinesis.access.KinesisAccess;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.connector.base.sink.AsyncSinkBase;
import org.apache.flink.connector.base.sink.writer.BufferedRequestState;
import org.apache.flink.connector.base.sink.writer.ElementConverter;
import org.apache.flink.connector.base.sink.writer.config.AsyncSinkWriterConfiguration;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Writes records to a stream of AWS Kinesis, each at least once. Records that the service does not take are sent again,
 * for ever: a stream that stands still holds up its output, and loses nothing.
 *
 * @param <T> what comes in
 */
public final class KinesisSink<T> extends AsyncSinkBase<T, PutRecord> {
    private static final long serialVersionUID = 1L;

    /** The service's limit for the data and partition key of a record, in bytes. */
    public static final int MOST_RECORD_BYTES = 1 << 20;

    // https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecords.html
    private static final int MOST_RECORDS = 500;
    private static final long MOST_BYTES = 5_000_000;

    private static final int MOST_REQUESTS = 4;
    private static final int MOST_WAITING = 5_000;
    private static final long LONGEST_WAIT_MS = 500;

    private final KinesisAccess access;
    private final String stream;

    /**
     * Describes a sink. Opens no connection.
     *
     * @param access how the stream is reached
     * @param stream its name
     * @param converter makes records, none larger than {@link #MOST_RECORD_BYTES}
     */
    public KinesisSink(KinesisAccess access, String stream, ElementConverter<T, PutRecord> converter) {
        super(converter, MOST_RECORDS, MOST_REQUESTS, MOST_WAITING, MOST_BYTES, LONGEST_WAIT_MS, MOST_RECORD_BYTES);
        this.access = access;
        this.stream = stream;
    }

    @Override
    public KinesisWriter<T> createWriter(WriterInitContext context) {
        return restoreWriter(context, List.of());
    }

    @Override
    public KinesisWriter<T> restoreWriter(
            WriterInitContext context, Collection<BufferedRequestState<PutRecord>> waiting) {
        AsyncSinkWriterConfiguration limits = AsyncSinkWriterConfiguration.builder()
                .setMaxBatchSize(getMaxBatchSize())
                .setMaxBatchSizeInBytes(getMaxBatchSizeInBytes())
                .setMaxInFlightRequests(getMaxInFlightRequests())
                .setMaxBufferedRequests(getMaxBufferedRequests())
                .setMaxTimeInBufferMS(getMaxTimeInBufferMS())
                .setMaxRecordSizeInBytes(getMaxRecordSizeInBytes())
                .build();
        return new KinesisWriter<>(getElementConverter(), context, limits, waiting, access.open(), stream);
    }

    @Override
    public SimpleVersionedSerializer<BufferedRequestState<PutRecord>> getWriterStateSerializer() {
        return new PutRecordStateSerializer();
    }
}
