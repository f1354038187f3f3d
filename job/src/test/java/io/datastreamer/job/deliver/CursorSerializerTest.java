package io.datastreamer.job.deliver;

import io.datastreamer.job.deliver.journal.Position;
import java.io.IOException;
import java.util.List;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class CursorSerializerTest {
    private static final List<Cursor> CURSORS = List.of(
            new Cursor(new Position(0, 0), 0, 0, 0, 0, 0, 0, 0, "", null),
            new Cursor(new Position(1, 2), 3, 4, 5, 6, 7, 8, 9, "replay ü", null),
            new Cursor(
                    new Position(1L << 40, Integer.MAX_VALUE),
                    Long.MAX_VALUE,
                    1L << 33,
                    1L << 34,
                    1L << 35,
                    1L << 36,
                    1L << 37,
                    World.START,
                    "r",
                    new Cursor.FixedBatch(new Position(1L << 41, 77), "")),
            new Cursor(
                    new Position(5, 6),
                    0,
                    0,
                    0,
                    0,
                    0,
                    0,
                    0,
                    "",
                    new Cursor.FixedBatch(new Position(5, 7), "cdr_20260301_120000.csv")));

    @Test
    void whatIsWrittenIsReadBackTheSame() throws IOException {
        CursorSerializer serializer = new CursorSerializer();
        DataOutputSerializer out = new DataOutputSerializer(64);
        for (Cursor cursor : CURSORS) {
            serializer.serialize(cursor, out);
        }
        DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
        for (Cursor cursor : CURSORS) {
            assertThat(serializer.deserialize(in)).isEqualTo(cursor);
        }
        assertThat(in.available()).isZero();
    }

    @Test
    void aFormatOfALaterReleaseIsRefusedByName() {
        var snapshot = new CursorSerializer().snapshotConfiguration();
        snapshot.readSnapshot(
                snapshot.getCurrentVersion() + 1,
                new DataInputDeserializer(),
                getClass().getClassLoader());
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> snapshot.restoreSerializer().deserialize(new DataInputDeserializer(new byte[100])))
                .withMessageContaining("CursorSerializer does not know version " + (snapshot.getCurrentVersion() + 1));
    }
}
