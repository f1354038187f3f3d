package io.datastreamer.benchmarks.probe;

import io.datastreamer.benchmarks.sink.PartsSink;
import io.datastreamer.benchmarks.sink.PartsWriter;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.connector.base.sink.writer.AsyncSinkWriterStateSerializer;
import org.apache.flink.connector.base.sink.writer.BufferedRequestState;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * On {@code AsyncSinkBase}: takes a batch apart by tenant and posts the parts at once; those that fail are handed back to
 * be tried again. The numbers are those of Flink's own sinks.
 */
final class TenantSink extends PartsSink<Long> {
    private static final long serialVersionUID = 1L;
    private static final int BATCH = 500;
    private static final int IN_FLIGHT = 50;
    private static final int BUFFERED = 10_000;
    private static final long MOST_BYTES = 4 << 20;
    private static final long IN_BUFFER_MILLIS = 10;
    private static final int DOCUMENT_BYTES = 1000;

    private final Tenants tenants;

    TenantSink(Tenants tenants) {
        super(BATCH, IN_FLIGHT, BUFFERED, MOST_BYTES, IN_BUFFER_MILLIS);
        this.tenants = tenants;
    }

    @Override
    public Writer restoreWriter(WriterInitContext context, Collection<BufferedRequestState<Long>> state) {
        return new Writer(this, context, state);
    }

    @Override
    public SimpleVersionedSerializer<BufferedRequestState<Long>> getWriterStateSerializer() {
        return new StateSerializer();
    }

    static final class Writer extends PartsWriter<Long> {
        private final Tenants tenants;

        Writer(TenantSink sink, WriterInitContext context, Collection<BufferedRequestState<Long>> state) {
            super(sink.limits(), context, state);
            this.tenants = sink.tenants;
        }

        @Override
        protected List<Part<Long>> post(List<Long> batch) {
            Map<Integer, List<Long>> byTenant = new TreeMap<>();
            for (long document : batch) {
                byTenant.computeIfAbsent(tenants.tenantOf(document), tenant -> new ArrayList<>())
                        .add(document);
            }
            List<Part<Long>> parts = new ArrayList<>();
            byTenant.forEach((tenant, documents) -> parts.add(new Part<>(documents, tenants.post(tenant, documents))));
            return parts;
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
