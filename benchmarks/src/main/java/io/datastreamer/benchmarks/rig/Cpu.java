package io.datastreamer.benchmarks.rig;

import java.time.Duration;

/** Processor time of other processes of this machine. */
public final class Cpu {
    private Cpu() {}

    /** Since it began; 0 when it is gone. */
    public static long nanos(long pid) {
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().totalCpuDuration())
                .orElse(Duration.ZERO)
                .toNanos();
    }
}
