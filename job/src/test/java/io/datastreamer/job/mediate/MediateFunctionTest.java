package io.datastreamer.job.mediate;

import io.datastreamer.contract.Rejected;
import io.datastreamer.job.record.EventType;
import io.datastreamer.job.record.KeyedRecord;
import io.datastreamer.job.record.SessionRecord;
import io.datastreamer.job.record.SessionRecord.Event;
import io.datastreamer.job.record.Volume;
import io.datastreamer.job.record.wire.RecordTypes;
import io.datastreamer.job.reject.Rejections;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import static io.datastreamer.job.mediate.SessionRecords.START;
import static io.datastreamer.job.mediate.SessionRecords.record;
import static io.datastreamer.job.mediate.SessionRecords.total;
import static org.assertj.core.api.Assertions.assertThat;

class MediateFunctionTest {
    private static final int PER_SHARD = 3;
    private static final MediateSettings SETTINGS = new MediateSettings(
            Duration.ofHours(8), Duration.ofDays(31), PER_SHARD * SessionRecord.SHARDS, false, Duration.ofHours(1));

    private KeyedOneInputStreamOperatorTestHarness<String, SessionRecord, KeyedRecord> operator = open(null);

    private static KeyedOneInputStreamOperatorTestHarness<String, SessionRecord, KeyedRecord> open(
            @Nullable OperatorSubtaskState state) {
        try {
            var harness = new KeyedOneInputStreamOperatorTestHarness<>(
                    new KeyedProcessOperator<>(new MediateFunction(SETTINGS)), SessionRecord::shardKey, Types.STRING);
            harness.setup(RecordTypes.KEYED_RECORD.createSerializer(new SerializerConfigImpl()));
            if (state != null) {
                harness.initializeState(state);
            }
            harness.open();
            harness.setProcessingTime(START);
            harness.setStateTtlProcessingTime(START);
            return harness;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterEach
    void close() throws Exception {
        operator.close();
    }

    @Test
    void aSessionGoesOnAfterARestore() throws Exception {
        send(record("s", Event.START, 0, Volume.NONE), record("s", Event.UPDATE, 600, total(10, 20)));
        OperatorSubtaskState state = operator.snapshot(1, 1);
        operator.close();
        operator = open(state);
        send(record("s", Event.UPDATE, 600, total(10, 20)), record("s", Event.STOP, 1200, total(11, 20)));

        assertThat(out()).hasSize(2);
        assertThat(out().get(0).asNetwork().eventType()).isEqualTo(EventType.DELETE_PDP_CONTEXT);
        assertThat(out().get(1).asBilling().tx()).isEqualTo(1);
        assertThat(out().get(1).asBilling().startMillis()).isEqualTo(START + 600_000);
    }

    @Test
    void anIdleSessionEnds() throws Exception {
        send(record("idle", Event.START, 0, Volume.NONE), record("idle", Event.UPDATE, 600, total(10, 20)));
        operator.setProcessingTime(START + Duration.ofHours(7).toMillis());
        assertThat(out()).hasSize(2);
        operator.setProcessingTime(START + Duration.ofHours(10).toMillis());

        assertThat(out()).hasSize(3);
        assertThat(out().get(2).asNetwork().eventType()).isEqualTo(EventType.DELETE_PDP_CONTEXT);
        assertThat(out().get(2).asNetwork().timeMillis()).isEqualTo(START + 600_000);
        assertThat(out().get(2).asNetwork().txBytes()).isEqualTo(10);

        send(record("idle", Event.STOP, 100_000, total(15, 20)));
        assertThat(out()).hasSize(4);
        assertThat(out().get(3).asBilling().tx()).isEqualTo(5);
    }

    @Test
    void noTimerIsLeftWhenNoSessionIsOpen() throws Exception {
        send(record("s", Event.START, 0, Volume.NONE), record("s", Event.STOP, 600, total(10, 20)));
        operator.setProcessingTime(START + Duration.ofHours(2).toMillis());

        assertThat(operator.numProcessingTimeTimers()).isZero();
    }

    @Test
    void endedSessionsAreForgotten() throws Exception {
        send(record("s", Event.STOP, 600, total(10, 20)));
        operator.setProcessingTime(START + Duration.ofDays(32).toMillis());
        operator.setStateTtlProcessingTime(START + Duration.ofDays(32).toMillis());
        send(record("s", Event.STOP, 600, total(10, 20)));

        // the ids are the same, so that whoever got both recognises them
        assertThat(out()).hasSize(4);
        assertThat(out().get(2).recordId()).isEqualTo(out().get(0).recordId());
        assertThat(out().get(3).recordId()).isEqualTo(out().get(1).recordId());
    }

    @Test
    void oneElementCannotFillTheState() throws Exception {
        int sent = 20 * PER_SHARD * SessionRecord.SHARDS;
        for (int i = 0; i < sent; i++) {
            send(record("open-" + i, Event.START, 0, Volume.NONE));
        }
        List<Rejected> rejected = rejected();

        assertThat(out()).hasSize(PER_SHARD * SessionRecord.SHARDS);
        assertThat(rejected).hasSize(sent - out().size());
        assertThat(rejected.get(0).reason()).contains("mediate.max-sessions");

        send(record("open-0", Event.STOP, 600, total(1, 2)));
        assertThat(out()).hasSize(PER_SHARD * SessionRecord.SHARDS + 2);
    }

    @Test
    void norWithSessionsThatEndAtOnce() throws Exception {
        int sent = 20 * PER_SHARD * SessionRecord.SHARDS;
        for (int i = 0; i < sent; i++) {
            send(record("ended-" + i, Event.STOP, 600, Volume.NONE));
        }

        assertThat(out()).hasSize(PER_SHARD * SessionRecord.SHARDS);
        assertThat(rejected()).hasSize(sent - out().size());
    }

    @Test
    void aRestartEndsTheSessionsOfAllShards() throws Exception {
        for (int i = 0; i < 200; i++) {
            send(record("s" + i, Event.START, 0, Volume.NONE));
        }
        int open = out().size();
        for (int shard = 0; shard < SessionRecord.SHARDS; shard++) {
            send(SessionRecords.restart(1000).at(shard));
        }

        assertThat(out()).hasSize(2 * open);
        assertThat(out().stream().map(KeyedRecord::recordId).distinct()).hasSize(2 * open);
    }

    @Test
    void aSessionTakesAtMost300Bytes() throws Exception {
        Mediator mediator = new Mediator(SETTINGS);
        MemorySessions sessions = new MemorySessions(10);
        for (int i = 0; i < 40; i++) {
            mediator.take(
                    record("s", i == 0 ? Event.START : Event.UPDATE, 600L * i, total(i * 1_000_000L, i * 30_000_000L)),
                    sessions,
                    START,
                    new Told());
        }
        DataOutputSerializer out = new DataOutputSerializer(64);
        Map.Entry<String, Session> session = sessions.open().iterator().next();
        StringSerializer.INSTANCE.serialize(
                record("s", Event.START, 0, Volume.NONE).shardKey(), out);
        StringSerializer.INSTANCE.serialize(session.getKey(), out);
        int key = out.length();
        Session.TYPE.serializer().serialize(session.getValue(), out);

        assertThat(out.length()).isLessThanOrEqualTo(300);
        System.out.printf("an open session takes %d bytes, %d of them its key%n", out.length(), key);
    }

    @Test
    void shardsAreEven() {
        int[] counts = new int[SessionRecord.SHARDS];
        int sessions = 200 * SessionRecord.SHARDS;
        for (int i = 0; i < sessions; i++) {
            counts[SessionRecord.shardOf("198.51.100.35\u001FB93C2C01%08X\u001F%d".formatted(i, 2_382_739_000L + i))]++;
        }

        assertThat(Arrays.stream(counts).boxed())
                .allSatisfy(count -> assertThat(count).isBetween(100, 300));
    }

    private void send(SessionRecord... records) throws Exception {
        for (SessionRecord record : records) {
            operator.processElement(new StreamRecord<>(record));
        }
    }

    private List<KeyedRecord> out() {
        return operator.extractOutputValues();
    }

    private List<Rejected> rejected() {
        var side = operator.getSideOutput(Rejections.TAG);
        return side == null
                ? List.of()
                : side.stream().map(StreamRecord::getValue).toList();
    }
}
