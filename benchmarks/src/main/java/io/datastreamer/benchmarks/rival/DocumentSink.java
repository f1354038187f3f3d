package io.datastreamer.benchmarks.rival;

import io.datastreamer.contract.Document;
import io.datastreamer.deploy.Arguments.BadArgument;
import io.datastreamer.job.record.RecordTypes;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeutils.TypeSerializer;
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
import org.apache.flink.core.memory.DataInputViewStreamWrapper;
import org.apache.flink.core.memory.DataOutputViewStreamWrapper;

/** On {@code AsyncSinkBase}: takes a batch apart by place, and posts the parts at once. */
final class DocumentSink extends AsyncSinkBase<Letter, Letter> {
    private static final long serialVersionUID = 1L;
    private static final int IN_FLIGHT = 50;
    private static final long MOST_BYTES = 64 << 20;
    private static final long IN_BUFFER_MILLIS = 50;

    private final String[] options;

    /**
     * A sink.
     *
     * @param options see {@link RivalOptions}
     * @param batch most documents that are taken apart together
     */
    DocumentSink(String[] options, int batch) {
        super((letter, context) -> letter, batch, IN_FLIGHT, 2 * batch, MOST_BYTES, IN_BUFFER_MILLIS, MOST_BYTES);
        this.options = options.clone();
    }

    @Override
    public Writer createWriter(WriterInitContext context) {
        return restoreWriter(context, Collections.emptyList());
    }

    @Override
    public Writer restoreWriter(WriterInitContext context, Collection<BufferedRequestState<Letter>> state) {
        return new Writer(this, context, state);
    }

    @Override
    public SimpleVersionedSerializer<BufferedRequestState<Letter>> getWriterStateSerializer() {
        return new StateSerializer();
    }

    static final class Writer extends AsyncSinkWriter<Letter, Letter>
            implements StatefulSinkWriter<Letter, BufferedRequestState<Letter>> {
        private final Posts posts;

        Writer(DocumentSink sink, WriterInitContext context, Collection<BufferedRequestState<Letter>> state) {
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
            try {
                this.posts = new Posts(RivalOptions.parse(sink.options));
            } catch (BadArgument e) {
                throw new IllegalArgumentException(e);
            }
        }

        @Override
        protected void submitRequestEntries(List<Letter> batch, ResultHandler<Letter> handler) {
            List<Letter> failed = Collections.synchronizedList(new ArrayList<>());
            List<CompletableFuture<Void>> requests = new ArrayList<>();
            List<Document> all = batch.stream().map(Letter::document).toList();
            Place.split(all).forEach((place, documents) -> {
                try {
                    requests.add(posts.post(place, documents).thenAccept(taken -> {
                        if (!taken) {
                            documents.forEach(document -> failed.add(Letter.of(document)));
                        }
                    }));
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    documents.forEach(document -> failed.add(Letter.of(document)));
                }
            });
            var unused = CompletableFuture.allOf(requests.toArray(CompletableFuture[]::new))
                    .thenRun(() -> {
                        if (failed.isEmpty()) {
                            handler.complete();
                        } else {
                            handler.retryForEntries(List.copyOf(failed));
                        }
                    });
        }

        @Override
        protected long getSizeInBytes(Letter letter) {
            return letter.json().length;
        }

        @Override
        public void close() {
            posts.close();
        }
    }

    private static final class StateSerializer extends AsyncSinkWriterStateSerializer<Letter> {
        private final TypeSerializer<Document> serializer =
                RecordTypes.DOCUMENT.createSerializer(new SerializerConfigImpl());

        @Override
        protected void serializeRequestToStream(Letter letter, DataOutputStream out) throws IOException {
            serializer.serialize(letter.document(), new DataOutputViewStreamWrapper(out));
        }

        @Override
        protected Letter deserializeRequestFromStream(long size, DataInputStream in) throws IOException {
            return Letter.of(serializer.deserialize(new DataInputViewStreamWrapper(in)));
        }

        @Override
        public int getVersion() {
            return 1;
        }
    }
}
