package io.datastreamer.benchmarks.sink;

import java.io.IOException;
import java.io.Serializable;
import java.util.Collections;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.connector.base.sink.AsyncSinkBase;
import org.apache.flink.connector.base.sink.writer.BufferedRequestState;
import org.apache.flink.connector.base.sink.writer.config.AsyncSinkWriterConfiguration;

/**
 * A sink whose writer is a {@link PartsWriter}.
 *
 * @param <T> a document as the sink has it
 */
public abstract class PartsSink<T extends Serializable> extends AsyncSinkBase<T, T> {
    private static final long serialVersionUID = 1L;

    /**
     * A sink of documents as they are.
     *
     * @param batch most documents that are taken apart together
     * @param inFlight most batches on their way
     * @param buffered most documents that wait
     * @param mostBytes of a batch, and of a document
     * @param inBufferMillis how long a document waits for others
     */
    protected PartsSink(int batch, int inFlight, int buffered, long mostBytes, long inBufferMillis) {
        super((document, context) -> document, batch, inFlight, buffered, mostBytes, inBufferMillis, mostBytes);
    }

    /** The same for its writers. */
    protected final AsyncSinkWriterConfiguration limits() {
        return AsyncSinkWriterConfiguration.builder()
                .setMaxBatchSize(getMaxBatchSize())
                .setMaxBatchSizeInBytes(getMaxBatchSizeInBytes())
                .setMaxInFlightRequests(getMaxInFlightRequests())
                .setMaxBufferedRequests(getMaxBufferedRequests())
                .setMaxTimeInBufferMS(getMaxTimeInBufferMS())
                .setMaxRecordSizeInBytes(getMaxRecordSizeInBytes())
                .build();
    }

    @Override
    public final StatefulSinkWriter<T, BufferedRequestState<T>> createWriter(WriterInitContext context)
            throws IOException {
        return restoreWriter(context, Collections.emptyList());
    }
}
