package io.datastreamer.job.decode;

import io.datastreamer.job.metrics.JobMetric;
import io.datastreamer.job.record.Origin;
import io.datastreamer.job.record.RawRecord;
import io.datastreamer.job.reject.MalformedRecord;
import io.datastreamer.job.reject.Reason;
import io.datastreamer.job.reject.Rejections;
import io.datastreamer.job.reject.Shown;
import java.util.Objects;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs a decoder on each record, and emits the result or rejects the record. No record can make it fail. */
final class DecodeFunction<T> extends ProcessFunction<RawRecord, T> {
    private static final long serialVersionUID = 1L;
    private static final String STAGE = "decode";
    private static final byte[] WITHHELD = {};
    private static final Logger LOG = LoggerFactory.getLogger(DecodeFunction.class);
    // further ones are only in the output of rejects, not in the log
    private static final int MOST_SAID = 100;

    private final Decoder<T> decoder;
    private final boolean holdsSecrets;
    private transient @Nullable RecordReader reader;
    private transient @Nullable Rejections rejections;
    private transient @Nullable Counter records;
    private transient @Nullable LongCounter damaged;

    /**
     * Creates a function for one kind of input.
     *
     * @param holdsSecrets whether rejected records are passed on without their bytes
     */
    DecodeFunction(Decoder<T> decoder, boolean holdsSecrets) {
        this.decoder = decoder;
        this.holdsSecrets = holdsSecrets;
    }

    @Override
    public void open(OpenContext context) {
        reader = new RecordReader();
        rejections = new Rejections(STAGE, getRuntimeContext().getMetricGroup());
        records = getRuntimeContext().getMetricGroup().counter(JobMetric.RECORDS.key());
        damaged = getRuntimeContext().getLongCounter(Decode.DAMAGED);
    }

    @Override
    public void processElement(RawRecord raw, Context context, Collector<T> out) {
        Objects.requireNonNull(records).inc();
        T decoded;
        try {
            decoded = decode(raw);
        } catch (MalformedRecord e) {
            reject(raw, e.reason(), String.valueOf(e.getMessage()), context);
            return;
        } catch (RuntimeException e) {
            reject(raw, Reason.INTERNAL, "record: cannot be decoded: " + Shown.text(e.toString()), context);
            return;
        }
        out.collect(decoded);
    }

    private T decode(RawRecord raw) throws MalformedRecord {
        if (raw.flaw() != null) {
            Reason reason = raw.damaged() ? Reason.DAMAGED : Reason.UNREADABLE;
            if (raw.damaged()) {
                sayDamaged(raw);
            }
            throw new MalformedRecord(reason, "record: " + raw.flaw());
        }
        return Objects.requireNonNull(reader).decode(decoder, raw);
    }

    private void sayDamaged(RawRecord raw) {
        LongCounter counter = Objects.requireNonNull(damaged);
        counter.add(1);
        if (counter.getLocalValuePrimitive() <= MOST_SAID) {
            LOG.warn("{}: {}", raw.source(), raw.flaw());
        }
    }

    private void reject(RawRecord raw, Reason reason, String text, Context context) {
        Origin origin =
                new Origin(raw.source(), raw.position(), raw.timestamp(), holdsSecrets ? WITHHELD : raw.bytes());
        long now = context.timerService().currentProcessingTime();
        context.output(Rejections.TAG, Objects.requireNonNull(rejections).reject(origin, reason, text, now));
    }
}
