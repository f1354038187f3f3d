package io.datastreamer.benchmarks.sink;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.connector.base.sink.writer.AsyncSinkWriter;
import org.apache.flink.connector.base.sink.writer.BufferedRequestState;
import org.apache.flink.connector.base.sink.writer.DequeRequestBuffer;
import org.apache.flink.connector.base.sink.writer.ResultHandler;
import org.apache.flink.connector.base.sink.writer.SimpleBatchCreator;
import org.apache.flink.connector.base.sink.writer.config.AsyncSinkWriterConfiguration;

/**
 * Takes a batch apart and posts the parts at once; those that are not taken are handed back to be tried again.
 *
 * @param <T> a document as the sink has it
 */
public abstract class PartsWriter<T extends Serializable> extends AsyncSinkWriter<T, T>
        implements StatefulSinkWriter<T, BufferedRequestState<T>> {

    /**
     * A part of a batch on its way.
     *
     * @param documents what it holds
     * @param taken whether the receiver has taken them; never fails
     */
    public record Part<T>(List<T> documents, CompletableFuture<Boolean> taken) {}

    /** A writer with the limits of its {@link PartsSink}. */
    protected PartsWriter(
            AsyncSinkWriterConfiguration limits, WriterInitContext context, Collection<BufferedRequestState<T>> state) {
        super(
                (document, of) -> document,
                context,
                limits,
                state,
                new SimpleBatchCreator<>(limits.getMaxBatchSizeInBytes()),
                new DequeRequestBuffer<>());
    }

    /** Takes a batch apart and posts the parts. */
    protected abstract List<Part<T>> post(List<T> batch);

    @Override
    protected final void submitRequestEntries(List<T> batch, ResultHandler<T> handler) {
        List<T> failed = Collections.synchronizedList(new ArrayList<>());
        CompletableFuture<?>[] parts = post(batch).stream()
                .map(part -> part.taken().thenAccept(taken -> {
                    if (!taken) {
                        failed.addAll(part.documents());
                    }
                }))
                .toArray(CompletableFuture<?>[]::new);
        var unused = CompletableFuture.allOf(parts).thenRun(() -> {
            if (failed.isEmpty()) {
                handler.complete();
            } else {
                handler.retryForEntries(List.copyOf(failed));
            }
        });
    }
}
