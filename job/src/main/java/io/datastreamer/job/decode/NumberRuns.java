package io.datastreamer.job.decode;

import io.datastreamer.job.record.NumberSpan;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Joins consecutive numbers into spans: an element numbers each record, and a file has thousands. Open spans are
 * emitted before each checkpoint, so there is no state, and nothing is held longer than a checkpoint's interval.
 */
final class NumberRuns extends AbstractStreamOperator<NumberSpan>
        implements OneInputStreamOperator<NumberSpan, NumberSpan>, BoundedOneInput {
    private static final long serialVersionUID = 1L;
    private static final int MOST = 1000;
    private static final long LAST = 0xFFFF_FFFFL;

    @SuppressWarnings("serial") // empty when it is written
    private final Map<String, NumberSpan> runs = new LinkedHashMap<>();

    @Override
    public void processElement(StreamRecord<NumberSpan> element) {
        NumberSpan span = element.getValue();
        String key = span.key();
        NumberSpan run = runs.get(key);
        if (run != null && span.from() == (run.to() + 1 & LAST)) {
            runs.put(key, new NumberSpan(run.element(), run.ofFiles(), run.from(), span.to()));
            return;
        }
        if (run != null) {
            output.collect(new StreamRecord<>(run));
        } else if (runs.size() == MOST) {
            putOut();
        }
        runs.put(key, span);
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) {
        putOut();
    }

    @Override
    public void endInput() {
        putOut();
    }

    private void putOut() {
        runs.values().forEach(run -> output.collect(new StreamRecord<>(run)));
        runs.clear();
    }
}
