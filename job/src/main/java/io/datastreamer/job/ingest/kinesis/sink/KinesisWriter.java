package io.datastreamer.job.ingest.kinesis.sink;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.connector.base.sink.writer.AsyncSinkWriter;
import org.apache.flink.connector.base.sink.writer.BufferedRequestState;
import org.apache.flink.connector.base.sink.writer.DequeRequestBuffer;
import org.apache.flink.connector.base.sink.writer.ElementConverter;
import org.apache.flink.connector.base.sink.writer.ResultHandler;
import org.apache.flink.connector.base.sink.writer.SimpleBatchCreator;
import org.apache.flink.connector.base.sink.writer.config.AsyncSinkWriterConfiguration;
import org.apache.flink.util.concurrent.ExecutorThreadFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResultEntry;

/** Sends records in batches; those that are not taken are sent again after a pause. */
final class KinesisWriter<T> extends AsyncSinkWriter<T, PutRecord> {
    private static final Logger LOG = LoggerFactory.getLogger(KinesisWriter.class);
    private static final long FIRST_PAUSE_MS = 200;
    private static final long LONGEST_PAUSE_MS = 30_000;

    private final KinesisClient client;
    private final String stream;
    private final ScheduledExecutorService executor;
    private final AtomicInteger failures = new AtomicInteger();

    KinesisWriter(
            ElementConverter<T, PutRecord> converter,
            WriterInitContext context,
            AsyncSinkWriterConfiguration limits,
            Collection<BufferedRequestState<PutRecord>> waiting,
            KinesisClient client,
            String stream) {
        super(
                converter,
                context,
                limits,
                waiting,
                new SimpleBatchCreator<>(limits.getMaxBatchSizeInBytes()),
                new DequeRequestBuffer<>());
        this.client = client;
        this.stream = stream;
        this.executor = Executors.newScheduledThreadPool(
                limits.getMaxInFlightRequests(), new ExecutorThreadFactory("kinesis-put"));
    }

    @Override
    protected void submitRequestEntries(List<PutRecord> batch, ResultHandler<PutRecord> handler) {
        try {
            executor.execute(() -> send(batch, handler));
        } catch (RejectedExecutionException e) {
            LOG.debug("Not sent: the writer is closed.", e);
        }
    }

    private void send(List<PutRecord> batch, ResultHandler<PutRecord> handler) {
        List<PutRecord> failed = new ArrayList<>();
        try {
            List<PutRecordsResultEntry> results = client.putRecords(call -> call.streamName(stream)
                            .records(batch.stream().map(KinesisWriter::entry).toList()))
                    .records();
            String why = "";
            for (int i = 0; i < batch.size(); i++) {
                // an answer that is too short says nothing about the rest
                String code = i < results.size() ? results.get(i).errorCode() : "NoAnswer";
                if (code != null) {
                    failed.add(batch.get(i));
                    why = code;
                }
            }
            if (failed.isEmpty()) {
                failures.set(0);
                handler.complete();
                return;
            }
            LOG.debug("{} of {} records were not taken by {}: {}.", failed.size(), batch.size(), stream, why);
        } catch (RuntimeException e) {
            failed.addAll(batch);
            if (failures.get() == 0) {
                LOG.warn("Records cannot be written to the Kinesis stream {}; they are sent again.", stream, e);
            }
        }
        again(failed, handler);
    }

    private void again(List<PutRecord> failed, ResultHandler<PutRecord> handler) {
        long pause = Math.min(FIRST_PAUSE_MS << Math.min(failures.getAndIncrement(), 10), LONGEST_PAUSE_MS);
        try {
            var unused = executor.schedule(() -> handler.retryForEntries(failed), pause, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("Not sent again: the writer is closed.", e);
        }
    }

    private static PutRecordsRequestEntry entry(PutRecord record) {
        return PutRecordsRequestEntry.builder()
                .partitionKey(record.partitionKey())
                .data(SdkBytes.fromByteArrayUnsafe(record.data()))
                .build();
    }

    @Override
    protected long getSizeInBytes(PutRecord record) {
        return record.bytes();
    }

    @Override
    public void close() {
        super.close();
        executor.shutdownNow();
        client.close();
    }
}
