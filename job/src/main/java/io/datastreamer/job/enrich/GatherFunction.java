package io.datastreamer.job.enrich;

import io.datastreamer.job.record.CatalogEntry;
import io.datastreamer.job.record.wire.RecordTypes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Gathers single entries of the catalog into lists, so that what waits for them is looked through once for many. All
 * entries have the one key {@link #KEY}. Puts a list out a moment after its first entry came, and what is left at the
 * end of bounded input.
 */
final class GatherFunction extends KeyedProcessFunction<Byte, CatalogEntry, List<CatalogEntry>> {
    /** The key of everything. */
    static final byte KEY = 0;

    /** How long a list grows. */
    static final Duration INTERVAL = Duration.ofMillis(100);

    private static final long serialVersionUID = 1L;
    private static final ListStateDescriptor<CatalogEntry> PENDING =
            new ListStateDescriptor<>("pending-entries", RecordTypes.CATALOG_ENTRY);

    private transient @Nullable ListState<CatalogEntry> pending;
    private transient boolean isScheduled;

    @Override
    public void open(OpenContext context) {
        pending = getRuntimeContext().getListState(PENDING);
    }

    @Override
    public void processElement(CatalogEntry entry, Context context, Collector<List<CatalogEntry>> out)
            throws Exception {
        pending().add(entry);
        if (!isScheduled) {
            isScheduled = true;
            long now = context.timerService().currentProcessingTime();
            context.timerService().registerProcessingTimeTimer(now + INTERVAL.toMillis());
            // fires when the input has ended: processing-time timers no longer do then
            context.timerService().registerEventTimeTimer(Long.MAX_VALUE);
        }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<List<CatalogEntry>> out) throws Exception {
        isScheduled = false;
        List<CatalogEntry> entries = new ArrayList<>();
        pending().get().forEach(entries::add);
        if (!entries.isEmpty()) {
            pending().clear();
            out.collect(entries);
        }
    }

    private ListState<CatalogEntry> pending() {
        return Objects.requireNonNull(pending);
    }
}
