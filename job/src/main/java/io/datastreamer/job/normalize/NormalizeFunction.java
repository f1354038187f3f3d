package io.datastreamer.job.normalize;

import io.datastreamer.contract.Document;
import io.datastreamer.job.metrics.JobMetric;
import io.datastreamer.job.record.Enriched;
import io.datastreamer.job.reject.Reason;
import io.datastreamer.job.reject.Rejections;
import java.time.Duration;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/** Makes and emits each record's document, or rejects the record. No record can make it fail. */
public final class NormalizeFunction extends ProcessFunction<Enriched, Document> {
    private static final long serialVersionUID = 1L;
    private static final String STAGE = "normalize";

    private final long retentionMs;
    private transient @Nullable JsonBuffer json;
    private transient @Nullable Rejections rejections;
    private transient @Nullable Counter records;
    private transient @Nullable Counter documents;
    private transient @Nullable Counter expiredOnEntry;

    NormalizeFunction(Duration retention) {
        this.retentionMs = retention.toMillis();
    }

    @Override
    public void open(OpenContext context) {
        json = new JsonBuffer();
        rejections = new Rejections(STAGE, getRuntimeContext().getMetricGroup());
        records = getRuntimeContext().getMetricGroup().counter(JobMetric.RECORDS.key());
        documents = getRuntimeContext().getMetricGroup().counter(JobMetric.DOCUMENTS.key());
        expiredOnEntry = getRuntimeContext().getMetricGroup().counter(JobMetric.EXPIRED_ON_ENTRY.key());
    }

    @Override
    public void processElement(Enriched enriched, Context context, Collector<Document> out) {
        Objects.requireNonNull(records).inc();
        Document document;
        try {
            document = normalize(enriched, Objects.requireNonNull(json));
        } catch (RuntimeException e) {
            reject(enriched, Reason.INTERNAL, "record: no document can be made of it: " + e, context);
            return;
        }
        Objects.requireNonNull(documents).inc();
        if (enriched.record().origin().timestamp() < context.timerService().currentProcessingTime() - retentionMs) {
            Objects.requireNonNull(expiredOnEntry).inc();
        }
        out.collect(document);
    }

    /**
     * Makes the document of a record, in the buffer; it is valid until the buffer is used again, unless it is {@link
     * Document#kept}.
     */
    public static Document normalize(Enriched enriched, JsonBuffer json) {
        return switch (enriched.record().kind()) {
            case EVENT -> EventDocument.of(enriched, json);
            case USAGE -> UsageDocument.of(enriched, json);
        };
    }

    private void reject(Enriched enriched, Reason reason, String text, Context context) {
        long now = context.timerService().currentProcessingTime();
        context.output(
                Rejections.TAG,
                Objects.requireNonNull(rejections).reject(enriched.record().origin(), reason, text, now));
    }
}
