package io.datastreamer.job.deliver;

import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Calls something in the task's thread at a time of the monotonic clock. Flink's processing-time timers would not do:
 * they follow the wall clock, and stop before an operator finishes, when the last deliveries are still under way.
 *
 * <p>All methods are called in the task's thread. The requested time is cleared there too, when the call arrives, so no
 * request is lost, whatever the waiting thread is doing.
 */
final class WakeUp implements AutoCloseable {
    private static final long BEAT_MS = 100;

    private final Consumer<Runnable> post;
    private final Runnable call;
    private final ScheduledThreadPoolExecutor executor;
    private @Nullable ScheduledFuture<?> next;
    private @Nullable ScheduledFuture<?> beat;
    private boolean isArmed;
    private long armedFor;

    /**
     * Creates a wake-up without a time.
     *
     * @param post runs something in the task's thread
     */
    WakeUp(Consumer<Runnable> post, Runnable call) {
        this.post = post;
        this.call = call;
        this.executor = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "deliver-wake-up");
            thread.setDaemon(true);
            return thread;
        });
        executor.setRemoveOnCancelPolicy(true);
    }

    /**
     * Calls at the time, or soon after it; earlier as well if an earlier time was requested before. The largest time
     * means never.
     */
    void at(long nanos) {
        if (nanos == Long.MAX_VALUE || (isArmed && armedFor - nanos <= 0)) {
            return;
        }
        if (next != null) {
            next.cancel(false);
        }
        isArmed = true;
        armedFor = nanos;
        long delay = Math.max(0, nanos - System.nanoTime());
        next = executor.schedule(() -> post.accept(this::ring), delay, TimeUnit.NANOSECONDS);
    }

    private void ring() {
        isArmed = false;
        call.run();
    }

    /** From now on, also calls every tenth of a second. */
    void everyTenth() {
        beat = executor.scheduleAtFixedRate(() -> post.accept(call), BEAT_MS, BEAT_MS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        if (beat != null) {
            beat.cancel(false);
        }
        executor.shutdownNow();
    }
}
