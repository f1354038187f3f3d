package io.datastreamer.benchmarks.rival;

import io.datastreamer.benchmarks.sink.PartsSink;
import io.datastreamer.benchmarks.sink.PartsWriter;
import io.datastreamer.contract.Document;
import io.datastreamer.job.record.wire.RecordTypes;
import io.datastreamer.tools.Arguments.BadArgument;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.connector.base.sink.writer.AsyncSinkWriterStateSerializer;
import org.apache.flink.connector.base.sink.writer.BufferedRequestState;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputViewStreamWrapper;
import org.apache.flink.core.memory.DataOutputViewStreamWrapper;

/** On {@code AsyncSinkBase}: takes a batch apart by place, and posts the parts at once. */
final class DocumentSink extends PartsSink<Letter> {
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
        super(batch, IN_FLIGHT, 2 * batch, MOST_BYTES, IN_BUFFER_MILLIS);
        this.options = options.clone();
    }

    @Override
    public Writer restoreWriter(WriterInitContext context, Collection<BufferedRequestState<Letter>> state) {
        return new Writer(this, context, state);
    }

    @Override
    public SimpleVersionedSerializer<BufferedRequestState<Letter>> getWriterStateSerializer() {
        return new StateSerializer();
    }

    static final class Writer extends PartsWriter<Letter> {
        private final Posts posts;

        Writer(DocumentSink sink, WriterInitContext context, Collection<BufferedRequestState<Letter>> state) {
            super(sink.limits(), context, state);
            try {
                this.posts = new Posts(RivalOptions.parse(sink.options));
            } catch (BadArgument e) {
                throw new IllegalArgumentException(e);
            }
        }

        @Override
        protected List<Part<Letter>> post(List<Letter> batch) {
            List<Part<Letter>> parts = new ArrayList<>();
            Place.split(batch.stream().map(Letter::document).toList()).forEach((place, documents) -> {
                List<Letter> letters = documents.stream().map(Letter::of).toList();
                try {
                    parts.add(new Part<>(letters, posts.post(place, documents)));
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    parts.add(new Part<>(letters, CompletableFuture.completedFuture(false)));
                }
            });
            return parts;
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
