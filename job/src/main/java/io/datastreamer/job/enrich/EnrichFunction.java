package io.datastreamer.job.enrich;

import io.datastreamer.contract.Rejected;
import io.datastreamer.job.record.CatalogEntry;
import io.datastreamer.job.record.Enriched;
import io.datastreamer.job.record.KeyedRecord;
import io.datastreamer.job.record.RecordTypes;
import io.datastreamer.job.reject.Rejections;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.TimeDomain;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Gives {@link KeyedEnricher} its state, its inputs and its outputs.
 *
 * <p>Operator state holds how many records wait in each subtask. Its parts are handed out anew when the job is rescaled:
 * then a single subtask's gauge may be off, the sum over all stays right.
 */
final class EnrichFunction extends KeyedBroadcastProcessFunction<String, KeyedRecord, List<CatalogEntry>, Enriched>
        implements CheckpointedFunction {

    /** Broadcast state: the catalog's entries by their name. */
    static final MapStateDescriptor<String, CatalogEntry> CATALOG =
            new MapStateDescriptor<>("catalog", Types.STRING, RecordTypes.CATALOG_ENTRY);

    private static final long serialVersionUID = 1L;
    private static final String STAGE = "enrich";
    private static final int KEYS_CLEANED_PER_ACCESS = 1;
    private static final ValueStateDescriptor<Subscriber> SUBSCRIBER =
            new ValueStateDescriptor<>("subscriber", Subscriber.TYPE);
    private static final ListStateDescriptor<WaitingRecord> WAITING =
            new ListStateDescriptor<>("waiting-records", WaitingRecord.TYPE);
    private static final ListStateDescriptor<Long> WAITING_COUNTS =
            new ListStateDescriptor<>("waiting-counts", Types.LONG);

    private final EnrichSettings settings;
    private transient @Nullable Catalog catalog;
    private transient long restoredWaiting;
    private transient @Nullable ListState<Long> waitingCounts;
    private transient @Nullable EnrichMetrics metrics;
    private transient @Nullable KeyedEnricher enricher;

    EnrichFunction(EnrichSettings settings) {
        this.settings = settings;
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        BroadcastState<String, CatalogEntry> entries =
                context.getOperatorStateStore().getBroadcastState(CATALOG);
        List<CatalogEntry> restored = new ArrayList<>();
        for (Map.Entry<String, CatalogEntry> entry : entries.immutableEntries()) {
            restored.add(entry.getValue());
        }
        catalog = new Catalog();
        catalog.put(restored);
        waitingCounts = context.getOperatorStateStore().getListState(WAITING_COUNTS);
        for (long count : waitingCounts.get()) {
            restoredWaiting += count;
        }
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        Objects.requireNonNull(waitingCounts)
                .update(List.of(Objects.requireNonNull(metrics).waiting()));
    }

    @Override
    public void open(OpenContext context) {
        MetricGroup group = getRuntimeContext().getMetricGroup();
        metrics = new EnrichMetrics(group, restoredWaiting);
        KeyMemory memory = new KeyMemory(
                getRuntimeContext().getState(SUBSCRIBER),
                getRuntimeContext().getState(records("recent-records")),
                getRuntimeContext().getState(records("older-records")),
                settings.simCache());
        enricher = new KeyedEnricher(
                settings,
                new ReferenceJoin(Objects.requireNonNull(catalog), settings.deletedSimKept()),
                memory,
                getRuntimeContext().getListState(WAITING),
                new Rejections(STAGE, group),
                metrics);
    }

    // in heap, each access looks for what has expired in one further key: every record makes such an access, so that
    // all
    // keys are looked at as often as records come, and Flink's five at each access cost more than the access itself
    private ValueStateDescriptor<RecentRecords> records(String name) {
        ValueStateDescriptor<RecentRecords> records = new ValueStateDescriptor<>(name, RecentRecords.TYPE);
        records.enableTimeToLive(StateTtlConfig.newBuilder(settings.dedupeWindow())
                .cleanupIncrementally(KEYS_CLEANED_PER_ACCESS, false)
                .build());
        return records;
    }

    @Override
    public void processElement(KeyedRecord in, ReadOnlyContext context, Collector<Enriched> out) throws Exception {
        Output output = new SideOutput(out, rejected -> context.output(Rejections.TAG, rejected));
        switch (in.type()) {
            case NETWORK, BILLING -> enricher().record(in, context.timerService(), output);
            case SIM, SIM_DELETION -> enricher().sim(in, context.timerService(), output);
        }
    }

    @Override
    public void processBroadcastElement(List<CatalogEntry> changes, Context context, Collector<Enriched> out)
            throws Exception {
        BroadcastState<String, CatalogEntry> entries = context.getBroadcastState(CATALOG);
        for (CatalogEntry entry : changes) {
            entries.put(entry.name(), entry);
        }
        Objects.requireNonNull(catalog).put(changes);
        Output output = new SideOutput(out, rejected -> context.output(Rejections.TAG, rejected));
        long now = context.currentProcessingTime();
        context.applyToKeyedState(WAITING, (key, waiting) -> enricher().catalogChanged(key, now, output));
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<Enriched> out) throws Exception {
        Output output = new SideOutput(out, rejected -> context.output(Rejections.TAG, rejected));
        boolean inputEnded = context.timeDomain() == TimeDomain.EVENT_TIME;
        enricher().timer(context.getCurrentKey(), inputEnded, context.timerService(), output);
    }

    private KeyedEnricher enricher() {
        return Objects.requireNonNull(enricher);
    }

    /** The operator's output and its side output. */
    private record SideOutput(Collector<Enriched> enriched, Consumer<Rejected> rejected) implements Output {
        @Override
        public void emit(Enriched record) {
            enriched.collect(record);
        }

        @Override
        public void reject(Rejected record) {
            rejected.accept(record);
        }
    }
}
