package io.datastreamer.job.deliver;

import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Calls once at a time, in a thread of its own. Flink's processing-time timers would not do: they stop before an operator
 * finishes, when the last deliveries are still under way.
 */
final class WakeUp implements AutoCloseable {
    private static final long BEAT_MS = 100;

    private final Runnable call;
    private final ScheduledThreadPoolExecutor executor;
    private @Nullable ScheduledFuture<?> next;
    private @Nullable ScheduledFuture<?> beat;
    private long nextAt = Timeline.NEVER;

    WakeUp(Runnable call) {
        this.call = call;
        this.executor = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "deliver-wake-up");
            thread.setDaemon(true);
            return thread;
        });
        executor.setRemoveOnCancelPolicy(true);
    }

    /** Calls at the time instead of any that was asked for before; never for {@link Timeline#NEVER}. */
    void at(long time) {
        ScheduledFuture<?> pending = next;
        if (pending != null && !pending.isDone()) {
            if (nextAt == time) {
                return;
            }
            pending.cancel(false);
        }
        nextAt = time;
        next = time == Timeline.NEVER
                ? null
                : executor.schedule(call, Math.max(0, time - System.currentTimeMillis()), TimeUnit.MILLISECONDS);
    }

    /** Calls every tenth of a second as well, from now on. */
    void everyTenth() {
        beat = executor.scheduleAtFixedRate(call, BEAT_MS, BEAT_MS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        if (beat != null) {
            beat.cancel(false);
        }
        executor.shutdownNow();
    }
}
