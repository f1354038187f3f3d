package io.datastreamer.portal.store;

import io.datastreamer.contract.ContractException;
import io.datastreamer.contract.StreamStatus;
import io.datastreamer.contract.StreamStatusCodec;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import static java.nio.charset.StandardCharsets.UTF_8;

/** The newest status of each data stream, as the job reports it. */
public final class Statuses implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Statuses.class);

    private final Map<String, Heard> byStream = new ConcurrentHashMap<>();
    private final TopicReader reader;
    private final HourCounters counters;
    private final BiConsumer<String, Long> whenChanged;

    /**
     * A status.
     *
     * @param status the job's status
     * @param number its place in the topic: the higher one of two of a stream is newer, whichever portal shows it
     */
    public record Heard(StreamStatus status, long number) {}

    /**
     * Creates the view. {@link #start} fills it.
     *
     * @param counters gets each status
     * @param whenChanged called for each new status with the stream's id and the organisation in the status
     */
    public Statuses(KafkaClients clients, String topic, HourCounters counters, BiConsumer<String, Long> whenChanged) {
        this.counters = counters;
        this.whenChanged = whenChanged;
        this.reader = new TopicReader(clients, topic, Long.MAX_VALUE, this::apply);
    }

    public void start() {
        reader.start();
    }

    public boolean isCaughtUp() {
        return reader.isCaughtUp();
    }

    /**
     * The newest status of a stream; null when the job has sent none.
     *
     * @param organisationId the stream's organisation: a status that names another one is ignored
     */
    public @Nullable Heard of(String streamId, long organisationId) {
        Heard heard = byStream.get(streamId);
        return heard == null || heard.status().organisationId() != organisationId ? null : heard;
    }

    private void apply(ConsumerRecord<byte[], byte[]> message) {
        if (message.value() == null) {
            if (message.key() != null) {
                String id = new String(message.key(), UTF_8);
                byStream.remove(id);
                counters.remove(id);
            }
            return;
        }
        try {
            StreamStatus status = StreamStatusCodec.read(message.value());
            byStream.put(status.streamId(), new Heard(status, message.offset()));
            counters.add(status);
            whenChanged.accept(status.streamId(), status.organisationId());
        } catch (ContractException e) {
            LOG.warn(
                    "{}-{}: the status {} is left out: {}",
                    message.topic(),
                    message.partition(),
                    message.offset(),
                    e.getMessage());
        }
    }

    @Override
    public void close() {
        reader.close();
    }
}
