package io.datastreamer.benchmarks.rival;

import io.datastreamer.benchmarks.stage.BareJoin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** From a message to its document, within Kafka's source. */
final class DocumentSchema implements KafkaRecordDeserializationSchema<Letter> {
    private static final long serialVersionUID = 1L;
    /** One for all subtasks of the process. */
    private static final Map<String, BareJoin> REFERENCES = new ConcurrentHashMap<>();

    private final String reference;
    private final String networkTopic;
    private transient @Nullable DocumentMaker maker;

    DocumentSchema(String reference, String networkTopic) {
        this.reference = reference;
        this.networkTopic = networkTopic;
    }

    @Override
    public void open(DeserializationSchema.InitializationContext context) {
        maker = new DocumentMaker(REFERENCES.computeIfAbsent(reference, DocumentSchema::read));
    }

    private static BareJoin read(String dir) {
        try {
            return Reference.read(Path.of(dir));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> message, Collector<Letter> out) {
        boolean isNetwork = message.topic().equals(networkTopic);
        out.collect(Letter.of(Objects.requireNonNull(maker).make(KafkaRecords.raw(message), isNetwork)));
    }

    @Override
    public TypeInformation<Letter> getProducedType() {
        return TypeInformation.of(Letter.class);
    }
}
