package io.datastreamer.job.mediate;

import io.datastreamer.contract.Rejected;
import io.datastreamer.job.mediate.MediateMetrics.Fate;
import io.datastreamer.job.record.BillingRecord;
import io.datastreamer.job.record.Cell;
import io.datastreamer.job.record.KeyedRecord;
import io.datastreamer.job.record.NetworkRecord;
import io.datastreamer.job.record.Origin;
import io.datastreamer.job.record.SessionRecord;
import io.datastreamer.job.reject.Reason;
import io.datastreamer.job.reject.Rejections;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/** Runs a {@link Mediator} with Flink's state, clock and outputs. Each shard checks for idle sessions by a timer. */
final class MediateFunction extends KeyedProcessFunction<String, SessionRecord, KeyedRecord> {
    private static final long serialVersionUID = 1L;
    private static final String STAGE = "mediate";
    private static final int LOOKS_PER_IDLE_TIME = 8;

    private final MediateSettings settings;
    private transient @Nullable Mediator mediator;
    private transient @Nullable KeyedSessions sessions;
    private transient @Nullable MediateMetrics metrics;
    private transient @Nullable Rejections rejections;

    MediateFunction(MediateSettings settings) {
        this.settings = settings;
    }

    @Override
    public void open(OpenContext context) {
        mediator = new Mediator(settings);
        KeyedSessions keyed = new KeyedSessions(getRuntimeContext(), settings);
        sessions = keyed;
        metrics = new MediateMetrics(getRuntimeContext().getMetricGroup(), keyed::openedHere);
        rejections = new Rejections(STAGE, getRuntimeContext().getMetricGroup());
    }

    @Override
    public void processElement(SessionRecord record, Context context, Collector<KeyedRecord> out) {
        long now = context.timerService().currentProcessingTime();
        Out outputs = new Out(now, out, one -> context.output(Rejections.TAG, one));
        sessions().at(now);
        Objects.requireNonNull(mediator).take(record, sessions(), now, outputs);
        metrics().account(record, outputs.fate);
        lookAgain(context.timerService(), now);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<KeyedRecord> out) {
        long now = context.timerService().currentProcessingTime();
        sessions().at(now);
        Objects.requireNonNull(mediator)
                .endIdle(sessions(), now, new Out(now, out, one -> context.output(Rejections.TAG, one)));
        lookAgain(context.timerService(), now);
    }

    // rounded, so that records of about the same time share a timer
    private void lookAgain(TimerService timers, long now) {
        if (!sessions().noneIsOpen()) {
            Duration idle = settings.sessionIdle();
            long step = Math.max(1, idle.toMillis() / LOOKS_PER_IDLE_TIME);
            timers.registerProcessingTimeTimer((now / step + 1) * step);
        }
    }

    private KeyedSessions sessions() {
        return Objects.requireNonNull(sessions);
    }

    private MediateMetrics metrics() {
        return Objects.requireNonNull(metrics);
    }

    /** Emits and counts what becomes of one record, or of a check for idle sessions. */
    private final class Out implements MediateOutput {
        private final long now;
        private final Collector<KeyedRecord> records;
        private final Consumer<Rejected> rejected;
        private Fate fate = Fate.UNUSED;

        Out(long now, Collector<KeyedRecord> records, Consumer<Rejected> rejected) {
            this.now = now;
            this.records = records;
            this.rejected = rejected;
        }

        @Override
        public void network(NetworkRecord network, Cell cell, List<String> changed, Origin origin) {
            is(Fate.MEDIATED);
            metrics().event();
            records.collect(KeyedRecord.network(network, origin));
        }

        @Override
        public void billing(BillingRecord billing, Origin origin) {
            is(Fate.MEDIATED);
            metrics().usage(billing);
            records.collect(KeyedRecord.billing(billing, origin));
        }

        @Override
        public void duplicate(String why, Origin origin) {
            is(Fate.DUPLICATE);
        }

        @Override
        public void late(String why, Origin origin) {
            is(Fate.LATE);
        }

        @Override
        public void unused(String why, Origin origin) {
            is(Fate.UNUSED);
        }

        @Override
        public void reject(Reason reason, String text, Origin origin) {
            is(Fate.REJECTED);
            rejected.accept(Objects.requireNonNull(rejections).reject(origin, reason, text, now));
        }

        @Override
        public void wrapped(int times) {
            metrics().wrapped(times);
        }

        private void is(Fate one) {
            if (one.compareTo(fate) > 0) {
                fate = one;
            }
        }
    }
}
