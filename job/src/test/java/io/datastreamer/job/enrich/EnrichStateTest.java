package io.datastreamer.job.enrich;

import io.datastreamer.contract.RecordKind;
import io.datastreamer.job.record.Records;
import io.datastreamer.job.serial.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import static org.assertj.core.api.Assertions.assertThat;

/** The values kept in the state of a key. */
class EnrichStateTest {

    static Stream<Arguments> values() {
        RecentRecords recent = RecentRecords.NONE;
        // as many as there is room for at first: what is read has no room for more
        for (long id : new long[] {5, Long.MAX_VALUE, 0, 1}) {
            recent = recent.with(RecordKind.USAGE, id, 1_600_000_000_000L + id % 7);
        }
        return Stream.of(
                Arguments.of(Subscriber.TYPE, Subscriber.UNKNOWN),
                Arguments.of(
                        Subscriber.TYPE,
                        Subscriber.UNKNOWN.withSim(Records.sim("1", true), 5).withWaiting(3)),
                Arguments.of(RecentRecords.TYPE, RecentRecords.NONE),
                Arguments.of(RecentRecords.TYPE, recent),
                Arguments.of(RecentRecords.TYPE, RecentRecords.noneButOlder()),
                Arguments.of(
                        WaitingRecord.TYPE,
                        new WaitingRecord(Records.location(1, Records.IMSI, Records.SFR_PLMN), 1_600_000_000_000L)));
    }

    @ParameterizedTest
    @MethodSource("values")
    <T> void valuesComeBackAsTheyWere(ValueType<T> type, T value) throws Exception {
        DataOutputSerializer out = new DataOutputSerializer(64);
        type.serializer().serialize(value, out);
        DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
        assertThat(type.serializer().deserialize(in)).usingRecursiveComparison().isEqualTo(value);
        assertThat(in.available()).isZero();
    }

    @Test
    void recentRecordsAreKnownByKindAndId() {
        RecentRecords recent = RecentRecords.NONE.with(RecordKind.USAGE, 1, 100);
        assertThat(recent.contains(RecordKind.USAGE, 1, 100)).isTrue();
        assertThat(recent.contains(RecordKind.USAGE, 1, 101)).isFalse();
        assertThat(recent.contains(RecordKind.EVENT, 1, 0)).isFalse();
        assertThat(recent.contains(RecordKind.USAGE, 2, 0)).isFalse();
        assertThat(recent.without(Set.of(1L), Set.of()).size()).isEqualTo(1);
        assertThat(recent.without(Set.of(), Set.of(1L)).size()).isZero();
    }

    @Test
    void recentRecordsAreKnownInWhateverOrderTheirIdsCame() {
        long[] ids = {5, 3, Long.MAX_VALUE, Long.MIN_VALUE, 4};
        RecentRecords recent = RecentRecords.NONE;
        for (int came = 0; came < ids.length; came++) {
            recent = recent.with(RecordKind.EVENT, ids[came], 100);
            for (int i = 0; i < ids.length; i++) {
                assertThat(recent.contains(RecordKind.EVENT, ids[i], 0)).isEqualTo(i <= came);
            }
        }
        RecentRecords older = RecentRecords.NONE.with(recent, 0, 10);
        assertThat(LongStream.of(ids)).allMatch(id -> older.contains(RecordKind.EVENT, id, 0));
        assertThat(older.contains(RecordKind.EVENT, 6, 0)).isFalse();
    }

    @Test
    void recentRecordsForgetTheOldestBeyondCapAndWindow() {
        RecentRecords recent = RecentRecords.NONE;
        for (int id = 0; id < 10; id++) {
            recent = recent.with(RecordKind.EVENT, id, 100 + id);
        }
        RecentRecords newer = RecentRecords.NONE.with(RecordKind.EVENT, 10, 110);
        assertThat(ids(recent.with(newer, 0, 100))).containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L);
        assertThat(ids(recent.with(newer, 0, 4))).containsExactly(7L, 8L, 9L, 10L);
        assertThat(ids(recent.with(newer, 109, 4))).containsExactly(9L, 10L);
        assertThat(ids(newer.with(recent, 0, 3))).containsExactly(7L, 8L, 9L);
    }

    @Test
    void addingARecordChangesNoValueThatWasThereBefore() {
        List<RecentRecords> values = new ArrayList<>(List.of(RecentRecords.NONE));
        for (long id = 0; id < 40; id++) {
            values.add(values.get(values.size() - 1).with(RecordKind.EVENT, id, 100));
        }
        RecentRecords branch = values.get(5).with(RecordKind.USAGE, 77, 100);
        for (int size = 0; size <= 40; size++) {
            assertThat(ids(values.get(size)))
                    .containsExactlyElementsOf(LongStream.range(0, size).boxed().toList());
        }
        assertThat(ids(branch)).containsExactly(0L, 1L, 2L, 3L, 4L, 77L);
        assertThat(values.get(6).contains(RecordKind.USAGE, 77, 0)).isFalse();
    }

    private static List<Long> ids(RecentRecords records) {
        return IntStream.range(0, records.size()).mapToObj(records::id).toList();
    }

    @Test
    void aSimThatStaysDeletedKeepsTheTime() {
        Subscriber deleted = Subscriber.UNKNOWN.withSim(Records.sim("1", true), 5);
        assertThat(deleted.withSim(Records.sim("1", true), 9).deletedAtMillis()).isEqualTo(5);
        assertThat(deleted.withDeletion(9).deletedAtMillis()).isEqualTo(5);
        assertThat(deleted.withSim(Records.sim("1", false), 9).isDeleted()).isFalse();
        assertThat(Subscriber.UNKNOWN.withDeletion(9)).isEqualTo(Subscriber.UNKNOWN);
    }
}
