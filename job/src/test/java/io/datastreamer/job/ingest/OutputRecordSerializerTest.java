package io.datastreamer.job.ingest;

import java.io.IOException;
import java.util.stream.Stream;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import static org.assertj.core.api.Assertions.assertThat;

class OutputRecordSerializerTest {

    static Stream<OutputRecord> records() {
        byte[] bytes = {1, -1, 0};
        return Stream.of(
                new OutputRecord(bytes, bytes),
                new OutputRecord(bytes, null),
                new OutputRecord(null, bytes),
                new OutputRecord(null, null),
                new OutputRecord(new byte[0], new byte[0]));
    }

    @ParameterizedTest
    @MethodSource("records")
    void readsWhatItHasWritten(OutputRecord record) throws IOException {
        DataOutputSerializer written = new DataOutputSerializer(16);
        OutputRecord.TYPE.serializer().serialize(record, written);
        DataOutputSerializer copied = new DataOutputSerializer(16);
        OutputRecord.TYPE.serializer().copy(new DataInputDeserializer(written.getCopyOfBuffer()), copied);

        DataInputDeserializer source = new DataInputDeserializer(copied.getCopyOfBuffer());
        assertThat(OutputRecord.TYPE.serializer().deserialize(source))
                .usingRecursiveComparison()
                .isEqualTo(record);
        assertThat(source.available()).isZero();
    }

    @Test
    void flinkFindsTheSerializerByItself() {
        TypeSerializer<OutputRecord> found = OutputRecord.TYPE.createSerializer(new SerializerConfigImpl());

        assertThat(found).isEqualTo(OutputRecord.TYPE.serializer());
        assertThat(found.snapshotConfiguration().restoreSerializer()).isInstanceOf(OutputRecordSerializer.class);
    }
}
