package io.datastreamer.job.enrich;

import io.datastreamer.contract.Rejected;
import io.datastreamer.job.record.CatalogEntry;
import io.datastreamer.job.record.Enriched;
import io.datastreamer.job.record.KeyedRecord;
import io.datastreamer.job.reject.Rejections;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledFuture;
import java.util.stream.Stream;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.KeyedStateStore;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.State;
import org.apache.flink.api.common.state.StateDescriptor;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.runtime.state.KeyedStateFunction;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.InternalTimeServiceManager;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.api.operators.TimestampedCollector;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.Collector;

/**
 * Ties {@link KeyedEnricher} to Flink: its state, its inputs and outputs, and the {@link Backlog} of work that no record
 * brings.
 *
 * <p>Times at which a key is due are kept as Flink's event-time timers, and it is this operator that lets event time pass,
 * as far as a slice allows: processing-time timers that are due would all fire in one go. Watermarks say only that the
 * inputs have ended.
 *
 * <p>Operator state holds how many records wait in each subtask. Its parts are handed out anew when the job is rescaled:
 * then a single subtask's gauge may be off, the sum over all stays right.
 */
final class EnrichOperator extends AbstractStreamOperator<Enriched>
        implements TwoInputStreamOperator<KeyedRecord, List<CatalogEntry>, Enriched>,
                Triggerable<String, VoidNamespace> {
    private static final long serialVersionUID = 1L;
    private static final String STAGE = "enrich";
    private static final int KEYS_CLEANED_PER_ACCESS = 1;

    private final EnrichSettings settings;
    private final Slice.Ticker ticker;

    private transient BroadcastState<String, CatalogEntry> entries;
    private transient Catalog catalog;
    private transient KeyMemory memory;
    private transient WaitingQueue waiting;
    private transient ListState<Long> waitingCounts;
    private transient long restoredWaiting;
    private transient boolean isRestored;

    private transient InternalTimerService<VoidNamespace> timers;
    private transient EnrichMetrics counts;
    private transient KeyedEnricher enricher;
    private transient Backlog backlog;
    /** Of the backlog's work at hand. */
    private transient Slice slice;

    private transient ScheduledFuture<?> nextWork;

    EnrichOperator(StreamOperatorParameters<Enriched> parameters, EnrichSettings settings, Slice.Ticker ticker) {
        super(parameters);
        this.settings = settings;
        this.ticker = ticker;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        entries = context.getOperatorStateStore().getBroadcastState(Enrich.CATALOG);
        List<CatalogEntry> restored = new ArrayList<>();
        for (Map.Entry<String, CatalogEntry> entry : entries.immutableEntries()) {
            restored.add(entry.getValue());
        }
        catalog = new Catalog();
        catalog.put(restored);
        waitingCounts = context.getOperatorStateStore().getListState(Enrich.WAITING_COUNTS);
        for (long count : waitingCounts.get()) {
            restoredWaiting += count;
        }
        KeyedStateStore keyed = context.getKeyedStateStore();
        waiting = new WaitingQueue(keyed.getState(Enrich.FIRST_WAITING), keyed.getMapState(Enrich.WAITING));
        memory = new KeyMemory(
                keyed.getState(Enrich.SUBSCRIBER),
                keyed.getState(records("recent-records")),
                keyed.getState(records("older-records")),
                this::setCurrentKey,
                settings.simCache());
        isRestored = context.isRestored();
    }

    // in heap, each access looks for what has expired in one further key: as keys come by being written, which is an
    // access, they are looked at as often as they come, and Flink's five at each access cost more than the access
    // itself
    private ValueStateDescriptor<RecentRecords> records(String name) {
        ValueStateDescriptor<RecentRecords> records = new ValueStateDescriptor<>(name, RecentRecords.TYPE);
        records.enableTimeToLive(StateTtlConfig.newBuilder(settings.dedupeWindow())
                .cleanupIncrementally(KEYS_CLEANED_PER_ACCESS, false)
                .build());
        return records;
    }

    @Override
    public void open() throws Exception {
        super.open();
        timers = getInternalTimerService("user-timers", VoidNamespaceSerializer.INSTANCE, this);
        counts = new EnrichMetrics(getMetricGroup(), restoredWaiting);
        slice = Slice.ENDLESS;
        enricher = new KeyedEnricher(
                settings,
                new ReferenceJoin(catalog, settings.deletedSimKept()),
                memory,
                waiting,
                new FlinkTimes(),
                new Outputs(new TimestampedCollector<>(output)),
                new Rejections(STAGE, getMetricGroup()),
                counts);
        backlog = new Backlog(this::becomeDue, new Sweep(this::waitingKeys, this::catalogChanged));
        if (isRestored) {
            forEachKey(Enrich.WAITING_LIST, (key, list) -> waiting.takeOver(list));
            // a sweep may have been under way
            backlog.sweep();
        }
        workIn(backlog.pauseMillis());
    }

    @Override
    public void processElement1(StreamRecord<KeyedRecord> element) throws Exception {
        backlog.inputCame();
        KeyedRecord in = element.getValue();
        switch (in.type()) {
            case NETWORK, BILLING -> enricher.record(in);
            case SIM, SIM_DELETION -> enricher.sim(in, new Slice(ticker));
        }
    }

    @Override
    public void processElement2(StreamRecord<List<CatalogEntry>> element) throws Exception {
        for (CatalogEntry entry : element.getValue()) {
            entries.put(entry.name(), entry);
        }
        catalog.put(element.getValue());
        boolean isFirst = backlog.isDone();
        backlog.sweep();
        if (isFirst) {
            work();
        }
    }

    /** Does a slice of the backlog, and comes back. */
    private void work() throws Exception {
        slice = new Slice(ticker);
        backlog.work(slice);
        workIn(backlog.pauseMillis());
    }

    private void workIn(long pauseMillis) {
        if (nextWork != null) {
            nextWork.cancel(false);
        }
        long now = getProcessingTimeService().getCurrentProcessingTime();
        nextWork = getProcessingTimeService().registerTimer(now + pauseMillis, time -> work());
    }

    private boolean becomeDue(Slice within) throws Exception {
        InternalTimeServiceManager<?> manager = getTimeServiceManager()
                .orElseThrow(() -> new IllegalStateException("an operator with keys has timers"));
        return manager.tryAdvanceWatermark(
                new Watermark(getProcessingTimeService().getCurrentProcessingTime()), within::isOver);
    }

    @Override
    public void onEventTime(InternalTimer<String, VoidNamespace> timer) throws Exception {
        enricher.due(timer.getKey(), slice);
    }

    /** Of a version before, which kept processing-time timers, and one at the end of event time. */
    @Override
    public void onProcessingTime(InternalTimer<String, VoidNamespace> timer) {
        timers.deleteEventTimeTimer(VoidNamespace.INSTANCE, Long.MAX_VALUE);
        timers.registerEventTimeTimer(VoidNamespace.INSTANCE, timer.getTimestamp());
    }

    private Stream<String> waitingKeys() {
        return this.<String>getKeyedStateBackend().getKeys(Enrich.FIRST_WAITING.getName(), VoidNamespace.INSTANCE);
    }

    private void catalogChanged(String key, Slice within) throws Exception {
        setCurrentKey(key);
        enricher.catalogChanged(key, within);
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        if (mark.getTimestamp() == Long.MAX_VALUE) {
            inputEnded();
        }
        output.emitWatermark(mark);
    }

    private void inputEnded() throws Exception {
        forEachKey(Enrich.FIRST_WAITING, (key, state) -> enricher.inputEnded(key));
    }

    private <S extends State, T> void forEachKey(StateDescriptor<S, T> state, KeyedStateFunction<String, S> work)
            throws Exception {
        this.<String>getKeyedStateBackend()
                .applyToAllKeys(VoidNamespace.INSTANCE, VoidNamespaceSerializer.INSTANCE, state, work);
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        memory.write();
        waitingCounts.update(List.of(counts.waiting()));
    }

    @Override
    public void close() throws Exception {
        if (backlog != null) {
            backlog.close();
        }
        super.close();
    }

    private final class FlinkTimes implements Times {
        @Override
        public long now() {
            return getProcessingTimeService().getCurrentProcessingTime();
        }

        @Override
        public void comeBackAt(long millis) {
            timers.registerEventTimeTimer(VoidNamespace.INSTANCE, millis);
        }

        @Override
        public void forget(long millis) {
            timers.deleteEventTimeTimer(VoidNamespace.INSTANCE, millis);
        }
    }

    private final class Outputs implements Output {
        private final Collector<Enriched> enriched;

        Outputs(Collector<Enriched> enriched) {
            this.enriched = enriched;
        }

        @Override
        public void emit(Enriched record) {
            enriched.collect(record);
        }

        @Override
        public void reject(Rejected record) {
            output.collect(Rejections.TAG, new StreamRecord<>(record));
        }
    }
}
