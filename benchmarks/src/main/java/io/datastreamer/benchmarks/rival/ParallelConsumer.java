package io.datastreamer.benchmarks.rival;

import io.confluent.parallelconsumer.ParallelConsumerOptions;
import io.confluent.parallelconsumer.ParallelConsumerOptions.ProcessingOrder;
import io.confluent.parallelconsumer.ParallelStreamProcessor;
import io.datastreamer.benchmarks.stage.BareJoin;
import io.datastreamer.contract.Document;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Confluent's parallel consumer over the same topics: its workers make the documents and wait for their requests, and an
 * offset is committed when all before it is delivered. In its fastest order, which is none.
 */
public final class ParallelConsumer {
    private static final int WORKERS = 8;

    private ParallelConsumer() {}

    public static void main(String[] args) throws Exception {
        RivalOptions options = RivalOptions.parse(args);
        BareJoin reference = Reference.read(options.reference());
        ThreadLocal<DocumentMaker> makers = ThreadLocal.withInitial(() -> new DocumentMaker(reference));
        Posts posts = new Posts(options);
        ParallelStreamProcessor<byte[], byte[]> processor =
                ParallelStreamProcessor.createEosStreamProcessor(ParallelConsumerOptions.<byte[], byte[]>builder()
                        .consumer(KafkaRecords.consumer(options.kafka(), "parallel"))
                        .ordering(ProcessingOrder.UNORDERED)
                        .maxConcurrency(WORKERS)
                        .batchSize(options.batch())
                        .build());
        processor.subscribe(List.of(options.networkRecords(), options.billingRecords()));
        processor.poll(records -> {
            DocumentMaker maker = makers.get();
            List<Document> documents = new ArrayList<>();
            for (ConsumerRecord<byte[], byte[]> message : records.getConsumerRecordsFlattened()) {
                boolean isNetwork = message.topic().equals(options.networkRecords());
                documents.add(maker.make(KafkaRecords.raw(message), isNetwork));
            }
            post(posts, documents);
        });
        new CountDownLatch(1).await();
    }

    private static void post(Posts posts, List<Document> documents) {
        List<CompletableFuture<Boolean>> requests = new ArrayList<>();
        try {
            for (Map.Entry<Place, List<Document>> each : Place.split(documents).entrySet()) {
                requests.add(posts.post(each.getKey(), each.getValue()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
        for (CompletableFuture<Boolean> request : requests) {
            if (!request.join()) {
                throw new IllegalStateException("the receiver did not take the documents");
            }
        }
    }
}
