package io.datastreamer.job.decode;

import io.datastreamer.job.element.ElementDecoder;
import io.datastreamer.job.element.ElementFormat;
import io.datastreamer.job.metrics.JobMetric;
import io.datastreamer.job.record.NumberSpan;
import io.datastreamer.job.record.Origin;
import io.datastreamer.job.record.RawRecord;
import io.datastreamer.job.record.SessionRecord;
import io.datastreamer.job.reject.MalformedRecord;
import io.datastreamer.job.reject.Reason;
import io.datastreamer.job.reject.Rejections;
import io.datastreamer.job.reject.Shown;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decodes a network element's records, and emits what they say or rejects them. No record can make it fail. */
final class ElementFunction extends ProcessFunction<RawRecord, SessionRecord> {
    private static final long serialVersionUID = 1L;
    private static final String STAGE = "decode";
    private static final Logger LOG = LoggerFactory.getLogger(ElementFunction.class);

    private final ElementFormat format;
    private transient @Nullable ElementDecoder decoder;
    private transient @Nullable Rejections rejections;
    private transient @Nullable Counter records;
    private transient @Nullable Counter unused;
    private transient @Nullable Counter lost;

    ElementFunction(ElementFormat format) {
        this.format = format;
    }

    @Override
    public void open(OpenContext context) {
        decoder = format.decoder();
        rejections = new Rejections(STAGE, getRuntimeContext().getMetricGroup());
        records = getRuntimeContext().getMetricGroup().counter(JobMetric.RECORDS.key());
        unused = getRuntimeContext().getMetricGroup().counter(JobMetric.UNUSED.key());
        lost = getRuntimeContext().getMetricGroup().counter(JobMetric.LOST_RECORDS.key());
    }

    @Override
    public void processElement(RawRecord raw, Context context, Collector<SessionRecord> out) {
        Objects.requireNonNull(records).inc();
        try {
            if (raw.flaw() != null) {
                throw new MalformedRecord(raw.damaged() ? Reason.DAMAGED : Reason.UNREADABLE, "record: " + raw.flaw());
            }
            Objects.requireNonNull(decoder).decode(raw, new Sessions(raw, out, context));
        } catch (MalformedRecord e) {
            reject(raw, e.reason(), String.valueOf(e.getMessage()), context);
        } catch (RuntimeException e) {
            reject(raw, Reason.INTERNAL, "record: cannot be decoded: " + Shown.text(e.toString()), context);
        }
    }

    private void reject(RawRecord raw, Reason reason, String text, Context context) {
        long now = context.timerService().currentProcessingTime();
        context.output(Rejections.TAG, Objects.requireNonNull(rejections).reject(Origin.of(raw), reason, text, now));
    }

    private final class Sessions implements ElementDecoder.Output {
        private final RawRecord raw;
        private final Collector<SessionRecord> out;
        private final Context context;

        Sessions(RawRecord raw, Collector<SessionRecord> out, Context context) {
            this.raw = raw;
            this.out = out;
            this.context = context;
        }

        @Override
        public void session(SessionRecord record) {
            if (record.event() != SessionRecord.Event.RESTART) {
                out.collect(record);
                return;
            }
            for (int shard = 0; shard < SessionRecord.SHARDS; shard++) {
                out.collect(record.at(shard));
            }
        }

        @Override
        public void unused(String why) {
            Objects.requireNonNull(unused).inc();
        }

        @Override
        public void lost(String element, int count, boolean exact) {
            Objects.requireNonNull(lost).inc(count);
            LOG.warn(
                    "{}: {} says that it has lost {}{} records before it could write them.",
                    raw.source(),
                    element.isEmpty() ? "its element" : Shown.text(element),
                    exact ? "" : "at least ",
                    count);
        }

        @Override
        public void numbered(String element, ElementDecoder.Numbers of, long number) {
            boolean ofFiles = of == ElementDecoder.Numbers.FILES;
            context.output(Decode.NUMBERS, new NumberSpan(element, ofFiles, number, number));
        }
    }
}
