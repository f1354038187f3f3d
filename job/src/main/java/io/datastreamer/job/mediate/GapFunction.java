package io.datastreamer.job.mediate;

import io.datastreamer.job.metrics.JobMetric;
import io.datastreamer.job.record.NumberSpan;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs a {@link Numbering} with Flink's state and clock, and reports missing numbers. Has no output. */
final class GapFunction extends KeyedProcessFunction<String, NumberSpan, NumberSpan> {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(GapFunction.class);
    private static final int LOOKS_PER_WAIT = 8;

    private final Duration wait;
    private transient @Nullable ValueState<Numbering> numbers;
    private transient @Nullable Counter missingRecords;
    private transient @Nullable Counter missingFiles;

    GapFunction(Duration wait) {
        this.wait = wait;
    }

    @Override
    public void open(OpenContext context) {
        numbers = getRuntimeContext().getState(new ValueStateDescriptor<>("numbers", Numbering.TYPE));
        missingRecords = getRuntimeContext().getMetricGroup().counter(JobMetric.MISSING_RECORDS.key());
        missingFiles = getRuntimeContext().getMetricGroup().counter(JobMetric.MISSING_FILES.key());
    }

    @Override
    public void processElement(NumberSpan span, Context context, Collector<NumberSpan> out) throws IOException {
        long now = context.timerService().currentProcessingTime();
        Numbering known = numbers().value();
        keep((known == null ? Numbering.NONE : known).with(span, now, findings(span.key())), context.timerService());
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<NumberSpan> out) throws IOException {
        long now = context.timerService().currentProcessingTime();
        Numbering known = numbers().value();
        if (known != null) {
            keep(known.settled(now - wait.toMillis(), findings(context.getCurrentKey())), context.timerService());
        }
    }

    // rounded, so that gaps of about the same time share a timer
    private void keep(Numbering present, TimerService timers) throws IOException {
        numbers().update(present);
        if (present.firstGapMillis() != Long.MAX_VALUE) {
            long step = Math.max(1, wait.toMillis() / LOOKS_PER_WAIT);
            timers.registerProcessingTimeTimer(((present.firstGapMillis() + wait.toMillis()) / step + 1) * step);
        }
    }

    private Numbering.Findings findings(String key) {
        String element = NumberSpan.elementOf(key);
        boolean ofFiles = NumberSpan.isOfFiles(key);
        String what = ofFiles ? "files" : "records";
        return new Numbering.Findings() {
            @Override
            public void missing(long first, long last, long count) {
                Objects.requireNonNull(ofFiles ? missingFiles : missingRecords).inc(count);
                LOG.warn("{}: its {} with the numbers {} to {} have not come.", element, what, first, last);
            }

            @Override
            public void anew(long before, long first) {
                LOG.warn("{}: behind the number {} of its {} came {}: it counts anew.", element, before, what, first);
            }
        };
    }

    /** How many records or files this subtask has found missing. */
    long missing(boolean ofFiles) {
        return Objects.requireNonNull(ofFiles ? missingFiles : missingRecords).getCount();
    }

    private ValueState<Numbering> numbers() {
        return Objects.requireNonNull(numbers);
    }
}
