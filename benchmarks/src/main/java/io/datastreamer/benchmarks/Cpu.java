package io.datastreamer.benchmarks;

import java.time.Duration;

/** Processor time of other processes of this machine. */
final class Cpu {
    private Cpu() {}

    /** Since it began; 0 when it is gone. */
    static long nanos(long pid) {
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().totalCpuDuration())
                .orElse(Duration.ZERO)
                .toNanos();
    }
}
