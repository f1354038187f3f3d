package io.datastreamer.collect.records;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Stores records in a Kafka topic: a record is durable once all in-sync replicas have it. */
public final class KafkaLog implements RecordLog {
    /** Elements resend after seconds: by this time a record has arrived another way, or comes again. */
    private static final String GIVE_UP_MS = "10000";

    private final KafkaProducer<byte[], byte[]> producer;
    private final String topic;

    /**
     * Connects.
     *
     * @param properties of Kafka's producer; those for durability are set here
     * @throws IOException when no broker confirms that the topic exists
     */
    public KafkaLog(Map<String, String> properties, String topic) throws IOException {
        this.topic = topic;
        Map<String, Object> all = new HashMap<>(properties);
        all.put(ProducerConfig.ACKS_CONFIG, "all");
        all.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
        all.put(ProducerConfig.LINGER_MS_CONFIG, "0");
        all.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, GIVE_UP_MS);
        all.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, GIVE_UP_MS);
        all.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, "5000");
        all.putIfAbsent(ProducerConfig.BATCH_SIZE_CONFIG, Integer.toString(1 << 18));
        all.putIfAbsent(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        all.putIfAbsent(ProducerConfig.CLIENT_ID_CONFIG, "data-streamer-collect");
        try {
            producer = new KafkaProducer<>(all, new ByteArraySerializer(), new ByteArraySerializer());
        } catch (KafkaException e) {
            throw new IOException(said(e), e);
        }
        try {
            producer.partitionsFor(topic);
        } catch (KafkaException e) {
            producer.close(Duration.ZERO);
            throw new IOException("the topic " + topic + " is not there, or no broker answers: " + said(e), e);
        }
    }

    @Override
    public BitSet append(List<Entry> entries) throws IOException {
        List<Future<RecordMetadata>> sent = new ArrayList<>(entries.size());
        @Nullable Exception failure = null;
        for (Entry entry : entries) {
            byte[] key = entry.key().length == 0 ? null : entry.key();
            Future<RecordMetadata> one;
            try {
                one = producer.send(new ProducerRecord<>(topic, key, entry.bytes()));
            } catch (InterruptException e) {
                throw e;
            } catch (KafkaException e) {
                failure = e;
                break;
            }
            sent.add(one);
            // with an unreachable broker each send waits: stop after the first, whose future has then failed already
            if (one.isDone() && failure(one) != null) {
                break;
            }
        }
        producer.flush();
        BitSet stored = new BitSet(entries.size());
        for (int i = 0; i < sent.size(); i++) {
            Exception ofOne = failure(sent.get(i));
            if (ofOne == null) {
                stored.set(i);
            } else {
                failure = ofOne;
            }
        }
        if (stored.isEmpty() && failure != null) {
            throw new IOException("kafka:" + topic + ": " + said(failure), failure);
        }
        return stored;
    }

    private static @Nullable Exception failure(Future<RecordMetadata> sent) {
        try {
            sent.get();
            return null;
        } catch (ExecutionException e) {
            return e;
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    private static String said(Throwable failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        return String.valueOf(cause.getMessage());
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
    }
}
