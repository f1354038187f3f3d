package io.datastreamer.job.ingest.files;

import io.datastreamer.job.record.RawRecord;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.connector.base.source.reader.RecordEmitter;

/** Emits records, notes how far each file has been read, and counts; in the task's thread. */
final class Emitter implements RecordEmitter<Progress, RawRecord, FileSourceReader.State> {
    private final SourceReaderContext context;
    private final FileMetrics metrics;

    Emitter(SourceReaderContext context) {
        this.context = context;
        this.metrics = new FileMetrics(context.metricGroup());
    }

    @Override
    public void emitRecord(Progress progress, SourceOutput<RawRecord> out, FileSourceReader.State state) {
        state.reach(progress);
        metrics.count(progress);
        if (progress.record() != null) {
            out.collect(progress.record());
        }
        if (progress.event() == Progress.Event.CAUGHT_UP) {
            context.sendSourceEventToCoordinator(new FileSourceReader.CaughtUp(state.split()));
            context.sendSplitRequest();
        }
    }
}
