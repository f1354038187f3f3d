package io.datastreamer.benchmarks.probe;

import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;

/** Lets so many documents a second pass in all subtasks together; what was held up comes as fast as it can. */
final class Pace extends RichMapFunction<Long, Long> {
    private static final long serialVersionUID = 1L;

    private final int perSecond;
    private transient long start;
    private transient long passed;
    private transient long nanosBetween;

    Pace(int perSecond) {
        this.perSecond = perSecond;
    }

    @Override
    public void open(OpenContext context) {
        int subtasks = getRuntimeContext().getTaskInfo().getNumberOfParallelSubtasks();
        nanosBetween = TimeUnit.SECONDS.toNanos(1) * subtasks / perSecond;
        start = System.nanoTime();
    }

    @Override
    public Long map(Long document) throws InterruptedException {
        long ahead = passed++ * nanosBetween - (System.nanoTime() - start);
        if (ahead > 0) {
            TimeUnit.NANOSECONDS.sleep(ahead);
        }
        return document;
    }
}
