package io.datastreamer.benchmarks.report;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * The circumstances of a measurement.
 *
 * @param load the system's load average over the last minute, at this time; below 0 where it is not known
 */
public record Machine(int processors, long memoryBytes, String java, String system, double load, Instant time) {
    /** The machine as it is now. */
    public static Machine now() {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return new Machine(
                system.getAvailableProcessors(),
                system.getTotalMemorySize(),
                System.getProperty("java.vm.name") + " " + System.getProperty("java.version"),
                System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                system.getSystemLoadAverage(),
                Instant.now().truncatedTo(ChronoUnit.SECONDS));
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%d processors, %.0f GiB, %s, %s, load %.1f at %s",
                processors,
                memoryBytes / (double) (1 << 30),
                java,
                system,
                load,
                time);
    }
}
