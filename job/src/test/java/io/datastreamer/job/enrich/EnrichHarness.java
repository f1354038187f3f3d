package io.datastreamer.job.enrich;

import io.datastreamer.contract.Rejected;
import io.datastreamer.job.record.CatalogEntry;
import io.datastreamer.job.record.Enriched;
import io.datastreamer.job.record.KeyedRecord;
import io.datastreamer.job.record.wire.RecordTypes;
import io.datastreamer.job.reject.Rejections;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.runtime.state.heap.HeapKeyedStateBackend;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;

/** One subtask of the enriching operator with a clock that tests turn. */
final class EnrichHarness implements AutoCloseable {
    static final int MAX_PARALLELISM = 16;

    private final AbstractStreamOperatorTestHarness<Enriched> operator;
    private int taken;
    private int takenRejected;
    private long now;

    EnrichHarness(EnrichSettings settings, StateBackend backend, int parallelism, int subtask) throws Exception {
        this(settings, () -> 0, backend, parallelism, subtask);
    }

    /** With a time of its own for slices. */
    EnrichHarness(EnrichSettings settings, Slice.Ticker ticker, StateBackend backend, int parallelism, int subtask)
            throws Exception {
        operator = new AbstractStreamOperatorTestHarness<>(
                new EnrichOperatorFactory(settings, ticker), MAX_PARALLELISM, parallelism, subtask);
        operator.getStreamConfig().setStatePartitioner(0, (KeyedRecord record) -> record.key());
        operator.getStreamConfig()
                .setStateKeySerializer(Types.STRING.createSerializer(
                        operator.getExecutionConfig().getSerializerConfig()));
        operator.getStreamConfig().serializeAllConfigs();
        operator.setStateBackend(backend);
        operator.setup(RecordTypes.ENRICHED.serializer());
    }

    /** Starts with nothing at the given time. */
    static EnrichHarness open(EnrichSettings settings, long nowMillis) throws Exception {
        EnrichHarness harness = new EnrichHarness(settings, new HashMapStateBackend(), 1, 0);
        harness.start(nowMillis);
        return harness;
    }

    void start(long nowMillis) throws Exception {
        operator.open();
        setNow(nowMillis);
    }

    void restore(OperatorSubtaskState state, long nowMillis) throws Exception {
        operator.initializeState(state);
        start(nowMillis);
    }

    OperatorSubtaskState snapshot() throws Exception {
        return operator.snapshot(1, now);
    }

    void setNow(long nowMillis) throws Exception {
        now = nowMillis;
        operator.setStateTtlProcessingTime(nowMillis);
        operator.setProcessingTime(nowMillis);
    }

    void pass(Duration duration) throws Exception {
        setNow(now + duration.toMillis());
    }

    void send(KeyedRecord... records) throws Exception {
        for (KeyedRecord record : records) {
            StreamRecord<KeyedRecord> element = new StreamRecord<>(record);
            twoInputs().setKeyContextElement1(element);
            twoInputs().processElement1(element);
        }
    }

    /** Puts records into state as a version before kept those that wait. */
    void waitInList(String key, KeyedRecord... records) throws Exception {
        AbstractStreamOperator<?> enrich = (AbstractStreamOperator<?>) operator.getOperator();
        enrich.setCurrentKey(key);
        ListState<WaitingRecord> list = enrich.getKeyedStateStore().getListState(Enrich.WAITING_LIST);
        for (KeyedRecord record : records) {
            list.add(new WaitingRecord(record, now));
        }
        enrich.getKeyedStateStore().getState(Enrich.SUBSCRIBER).update(Subscriber.UNKNOWN.withWaiting(records.length));
    }

    void broadcast(List<CatalogEntry> entries) throws Exception {
        twoInputs().processElement2(new StreamRecord<>(entries));
    }

    /** Both inputs have been read to their ends. */
    void endInput() throws Exception {
        twoInputs().processWatermark1(Watermark.MAX_WATERMARK);
        twoInputs().processWatermark2(Watermark.MAX_WATERMARK);
    }

    /** Ids of the records that came out since the last call. */
    List<Long> emitted() {
        List<Long> ids = new ArrayList<>();
        takeEnriched().forEach(enriched -> ids.add(enriched.record().recordId()));
        return ids;
    }

    /** Records that came out since the last call. */
    List<Enriched> takeEnriched() {
        List<Enriched> all = operator.extractOutputValues();
        List<Enriched> fresh = List.copyOf(all.subList(taken, all.size()));
        taken = all.size();
        return fresh;
    }

    /** Reasons of what was rejected since the last call. */
    List<String> rejected() {
        List<String> all = new ArrayList<>();
        var output = operator.getSideOutput(Rejections.TAG);
        if (output != null) {
            for (StreamRecord<Rejected> record : output) {
                all.add(record.getValue().reason());
            }
        }
        List<String> fresh = List.copyOf(all.subList(takenRejected, all.size()));
        takenRejected = all.size();
        return fresh;
    }

    /** Entries of keyed state; needs the backend in heap. */
    int stateEntries() {
        var backend = ((AbstractStreamOperator<?>) operator.getOperator()).getKeyedStateBackend();
        return ((HeapKeyedStateBackend<?>) backend).numKeyValueStateEntries();
    }

    int timers() {
        return operator.numEventTimeTimers() + operator.numProcessingTimeTimers();
    }

    @SuppressWarnings("unchecked")
    private TwoInputStreamOperator<KeyedRecord, List<CatalogEntry>, Enriched> twoInputs() {
        return (TwoInputStreamOperator<KeyedRecord, List<CatalogEntry>, Enriched>) operator.getOperator();
    }

    @Override
    public void close() throws Exception {
        operator.close();
    }
}
