package io.datastreamer.job.deliver.journal;

import io.datastreamer.job.deliver.frame.Counts;
import io.datastreamer.job.deliver.frame.Frame;
import io.datastreamer.job.serial.ValueSerializer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** Tests the stored formats of a journal. */
class JournalSerializersTest {
    private static final long TIME = 1_770_000_000_000L;
    private static final SegmentHeader HEADER = new SegmentHeader(
            new Counts(1L << 33, 2), new Counts(3, 1L << 34), 1L << 63 | 5, TIME, TIME + 5, 1L << 35, 1L << 36);

    static Stream<Arguments> values() {
        return Stream.of(
                arguments(
                        new SegmentSerializer(),
                        List.of(
                                new Segment(List.of()),
                                new Segment(List.of(frame(1, 0))),
                                new Segment(List.of(frame(0, 300), frame(7, 70_000), frame(1, 1))))),
                arguments(new SegmentHeaderSerializer(), List.of(SegmentHeader.empty(Counts.NONE), HEADER)),
                arguments(
                        new JournalMetaSerializer(),
                        List.of(
                                JournalMeta.NEW,
                                new JournalMeta(2, 3, 1L << 40, 5, HEADER, TIME),
                                new JournalMeta(0, 0, 0, Integer.MAX_VALUE, HEADER, Long.MAX_VALUE))));
    }

    private static Frame frame(int events, int bytes) {
        byte[] compressed = new byte[bytes];
        for (int i = 0; i < bytes; i++) {
            compressed[i] = (byte) i;
        }
        return new Frame(new Counts(events, 2), TIME, TIME + bytes, 1L << 63 | events, 10 * bytes, compressed);
    }

    @ParameterizedTest
    @MethodSource("values")
    <T> void whatIsWrittenIsReadBackTheSame(ValueSerializer<T> serializer, List<T> values) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(64);
        for (T value : values) {
            serializer.serialize(value, out);
        }
        DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
        List<T> read = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            read.add(serializer.deserialize(in));
        }
        assertThat(read).usingRecursiveComparison().isEqualTo(values);
        assertThat(in.available()).isZero();
    }

    @ParameterizedTest
    @MethodSource("values")
    <T> void aFormatOfALaterReleaseIsRefusedByName(ValueSerializer<T> serializer, List<T> values) throws IOException {
        var snapshot = serializer.snapshotConfiguration();
        int later = snapshot.getCurrentVersion() + 1;
        snapshot.readSnapshot(later, new DataInputDeserializer(), getClass().getClassLoader());
        DataOutputSerializer out = new DataOutputSerializer(64);
        serializer.serialize(values.get(0), out);
        DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> snapshot.restoreSerializer().deserialize(in))
                .withMessageContaining(serializer.getClass().getSimpleName() + " does not know version " + later);
    }

    @Test
    void aSegmentIsNeitherCopiedNorChangedByWhoMadeIt() {
        List<Frame> frames = new ArrayList<>(List.of(frame(1, 1)));
        Segment segment = new Segment(frames);
        frames.clear();
        assertThat(segment.frames()).hasSize(1);
        assertThat(new SegmentSerializer().copy(segment)).isSameAs(segment);
    }
}
