package io.datastreamer.portal.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.datastreamer.contract.ContractException;
import io.datastreamer.contract.DataStreamCodec;
import io.datastreamer.contract.StreamChange;
import io.datastreamer.contract.StreamConfiguration;
import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import static java.nio.charset.StandardCharsets.UTF_8;

/** All data streams in the topic. One thread applies messages, any thread may read. */
final class StreamView {
    private static final Logger LOG = LoggerFactory.getLogger(StreamView.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, StreamVersion> streams = new ConcurrentHashMap<>();
    private final Map<String, Deletion> deletions = new ConcurrentHashMap<>();
    private final Map<String, String> lastChanges = new ConcurrentHashMap<>();
    private final BiConsumer<String, Long> whenChanged;
    /** The number of the message that is being applied, or was last. */
    private volatile long newest;

    /**
     * The mark of a deleted stream.
     *
     * @param id the stream
     * @param deletedAt when it was deleted
     */
    record Deletion(String id, Instant deletedAt) {}

    /** @param whenChanged called for each change with the stream's id and organisation */
    StreamView(BiConsumer<String, Long> whenChanged) {
        this.whenChanged = whenChanged;
    }

    @Nullable
    StreamVersion get(String id) {
        return streams.get(id);
    }

    Collection<StreamVersion> all() {
        return streams.values();
    }

    /** All messages with a lower number have been applied. */
    long version() {
        return newest;
    }

    /** Whether the topic has a mark that this stream was deleted. */
    boolean isMarkedDeleted(String id) {
        return deletions.containsKey(id);
    }

    List<Deletion> deletionsBefore(Instant time) {
        return deletions.values().stream()
                .filter(deletion -> deletion.deletedAt().isBefore(time))
                .toList();
    }

    /** Whether the last change of the stream is the one with this id. */
    boolean isLastChange(String streamId, String changeId) {
        return changeId.equals(lastChanges.get(streamId));
    }

    void apply(ConsumerRecord<byte[], byte[]> message) {
        newest = message.offset();
        try {
            StreamChange change = read(message);
            if (change.isErasure()) {
                // an erasure concerns the job's journal; streams stay as they are
                return;
            }
            Instant at = Instant.ofEpochMilli(message.timestamp());
            Header header = message.headers().lastHeader(FencedLog.CHANGE_ID);
            StreamConfiguration stream = change.stream();
            if (stream != null) {
                set(stream, message.offset(), at);
            } else {
                StreamVersion before = streams.get(change.id());
                if (before != null && !change.mayChange(before.stream().organisationId())) {
                    throw new ContractException("organisation_id: the stream is of another organisation");
                }
                remove(change.id(), message, at);
            }
            if (header != null && header.value() != null) {
                lastChanges.put(change.id(), new String(header.value(), UTF_8));
            }
            if (message.value() == null) {
                lastChanges.remove(change.id());
            }
        } catch (ContractException e) {
            LOG.warn(
                    "{}-{}: the message {} is left out, as the job does: {}",
                    message.topic(),
                    message.partition(),
                    message.offset(),
                    e.getMessage());
        }
    }

    private static StreamChange read(ConsumerRecord<byte[], byte[]> message) throws ContractException {
        if (message.value() != null) {
            return DataStreamCodec.read(message.value());
        }
        if (message.key() == null) {
            throw new ContractException("message: is empty and has no key");
        }
        return DataStreamCodec.readTombstone(new String(message.key(), UTF_8));
    }

    private void set(StreamConfiguration stream, long offset, Instant at) throws ContractException {
        StreamVersion before = streams.get(stream.id());
        if (before != null && before.stream().organisationId() != stream.organisationId()) {
            throw new ContractException("organisation_id: a stream never changes its organisation");
        }
        deletions.remove(stream.id());
        streams.put(stream.id(), new StreamVersion(stream, offset, at));
        whenChanged.accept(stream.id(), stream.organisationId());
    }

    private void remove(String id, ConsumerRecord<byte[], byte[]> message, Instant at) {
        StreamVersion before = streams.remove(id);
        if (message.value() == null) {
            deletions.remove(id);
        } else {
            deletions.put(id, new Deletion(id, at));
        }
        if (before != null) {
            whenChanged.accept(id, before.stream().organisationId());
        }
    }

    /** The message that removes a stream; the job then removes its cursor and status. */
    static byte[] deletion(StreamConfiguration stream) {
        try {
            JsonNode mark = JSON.createObjectNode()
                    .put("id", stream.id())
                    .put("organisation_id", stream.organisationId())
                    .put("deleted", true);
            return JSON.writeValueAsBytes(mark);
        } catch (IOException e) {
            throw new IllegalStateException("a tree can be written", e);
        }
    }
}
