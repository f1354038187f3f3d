package io.datastreamer.benchmarks.probe;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.connector.base.sink.AsyncSinkBase;
import org.apache.flink.connector.base.sink.writer.AsyncSinkWriter;
import org.apache.flink.connector.base.sink.writer.AsyncSinkWriterStateSerializer;
import org.apache.flink.connector.base.sink.writer.BufferedRequestState;
import org.apache.flink.connector.base.sink.writer.DequeRequestBuffer;
import org.apache.flink.connector.base.sink.writer.ResultHandler;
import org.apache.flink.connector.base.sink.writer.SimpleBatchCreator;
import org.apache.flink.connector.base.sink.writer.config.AsyncSinkWriterConfiguration;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * On {@code AsyncSinkBase}: takes a batch apart by tenant and posts the parts at once; those that fail are handed back to
 * be tried again. The numbers are those of Flink's own sinks.
 */
final class TenantSink extends AsyncSinkBase<Long, Long> {
    private static final long serialVersionUID = 1L;
    private static final int BATCH = 500;
    private static final int IN_FLIGHT = 50;
    private static final int BUFFERED = 10_000;
    private static final long MOST_BYTES = 4 << 20;
    private static final long IN_BUFFER_MILLIS = 10;
    private static final int DOCUMENT_BYTES = 1000;

    private final Tenants tenants;

    TenantSink(Tenants tenants) {
        super(
                (document, context) -> document,
                BATCH,
                IN_FLIGHT,
                BUFFERED,
                MOST_BYTES,
                IN_BUFFER_MILLIS,
                MOST_BYTES);
        this.tenants = tenants;
    }

    @Override
    public Writer createWriter(WriterInitContext context) {
        return restoreWriter(context, Collections.emptyList());
    }

    @Override
    public Writer restoreWriter(WriterInitContext context, Collection<BufferedRequestState<Long>> state) {
        return new Writer(this, context, state);
    }

    @Override
    public SimpleVersionedSerializer<BufferedRequestState<Long>> getWriterStateSerializer() {
        return new StateSerializer();
    }

    static final class Writer extends AsyncSinkWriter<Long, Long>
            implements StatefulSinkWriter<Long, BufferedRequestState<Long>> {
        private final Tenants tenants;

        Writer(TenantSink sink, WriterInitContext context, Collection<BufferedRequestState<Long>> state) {
            super(
                    sink.getElementConverter(),
                    context,
                    AsyncSinkWriterConfiguration.builder()
                            .setMaxBatchSize(sink.getMaxBatchSize())
                            .setMaxBatchSizeInBytes(sink.getMaxBatchSizeInBytes())
                            .setMaxInFlightRequests(sink.getMaxInFlightRequests())
                            .setMaxBufferedRequests(sink.getMaxBufferedRequests())
                            .setMaxTimeInBufferMS(sink.getMaxTimeInBufferMS())
                            .setMaxRecordSizeInBytes(sink.getMaxRecordSizeInBytes())
                            .build(),
                    state,
                    new SimpleBatchCreator<>(sink.getMaxBatchSizeInBytes()),
                    new DequeRequestBuffer<>());
            this.tenants = sink.tenants;
        }

        @Override
        protected void submitRequestEntries(List<Long> batch, ResultHandler<Long> handler) {
            Map<Integer, List<Long>> byTenant = new TreeMap<>();
            for (long document : batch) {
                byTenant.computeIfAbsent(tenants.tenantOf(document), tenant -> new ArrayList<>())
                        .add(document);
            }
            List<Long> failed = Collections.synchronizedList(new ArrayList<>());
            List<CompletableFuture<Void>> posts = new ArrayList<>();
            byTenant.forEach((tenant, documents) -> posts.add(tenants.post(tenant, documents)
                    .thenAccept(taken -> {
                        if (!taken) {
                            failed.addAll(documents);
                        }
                    })));
            var unused = CompletableFuture.allOf(posts.toArray(CompletableFuture[]::new))
                    .thenRun(() -> {
                        if (failed.isEmpty()) {
                            handler.complete();
                        } else {
                            handler.retryForEntries(List.copyOf(failed));
                        }
                    });
        }

        @Override
        protected long getSizeInBytes(Long document) {
            return DOCUMENT_BYTES;
        }
    }

    private static final class StateSerializer extends AsyncSinkWriterStateSerializer<Long> {
        @Override
        protected void serializeRequestToStream(Long document, DataOutputStream out) throws IOException {
            out.writeLong(document);
        }

        @Override
        protected Long deserializeRequestFromStream(long size, DataInputStream in) throws IOException {
            return in.readLong();
        }

        @Override
        public int getVersion() {
            return 1;
        }
    }
}
