package io.datastreamer.tools.farm;

import io.datastreamer.tools.farm.Behaviour.Choice;
import io.datastreamer.tools.farm.Behaviour.Times;
import io.netty.channel.Channel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A customer's HTTP server: accepts documents that are posted to it, and behaves as it is told. Thread-safe. */
public final class Endpoint {
    private final String name;
    private final int port;
    private final @Nullable OwnPort ownPort;
    private final ScheduledExecutorService schedules;
    private final Arrivals arrivals = new Arrivals();
    private final SplittableRandom random;
    /** Connections that wait for an answer, or get an endless one. */
    private final Set<Channel> held = ConcurrentHashMap.newKeySet();

    private volatile Temper temper;
    private @Nullable Future<?> nextChange;

    /** A behaviour, and when it began. */
    private record Temper(Behaviour behaviour, long beganNanos) {
        Duration sinceBegan() {
            return Duration.ofNanos(System.nanoTime() - beganNanos);
        }

        boolean isDown() {
            return behaviour.isDown(sinceBegan());
        }
    }

    /**
     * What to do with a request.
     *
     * @param fault null for a plain answer
     * @param delayMillis the delay before anything is sent
     */
    record Answer(
            @Nullable Fault fault, int status, @Nullable Duration retryAfter, long delayMillis) {}

    /** @param ownPort null if it shares its port with others */
    Endpoint(
            String name, int port, @Nullable OwnPort ownPort, Behaviour behaviour, ScheduledExecutorService schedules) {
        this.name = name;
        this.port = port;
        this.ownPort = ownPort;
        this.temper = new Temper(behaviour, System.nanoTime());
        this.schedules = schedules;
        this.random = new SplittableRandom(name.hashCode());
        synchronized (this) {
            schedule();
        }
    }

    public String name() {
        return name;
    }

    /** The URL for posting documents. */
    public String url() {
        return "http://127.0.0.1:" + port + "/" + name;
    }

    /** The same server behind TLS, with an untrusted certificate. */
    public String untrustedUrl() {
        Certificate.context();
        return "https://127.0.0.1:" + port + "/" + name;
    }

    public boolean hasItsOwnPort() {
        return ownPort != null;
    }

    /** What it has got so far. */
    public Arrivals arrivals() {
        return arrivals;
    }

    public Behaviour behaviour() {
        return temper.behaviour();
    }

    /**
     * Sets the behaviour from now on. Requests without an answer or with an endless one are aborted.
     *
     * @throws IllegalArgumentException when the behaviour affects connections and the endpoint shares its port
     */
    public synchronized void behave(Behaviour next) {
        if (next.isOfConnections() && ownPort == null) {
            throw new IllegalArgumentException(
                    next + ": endpoint " + name + " shares its port with others; it needs one of its own for that");
        }
        Future<?> pending = nextChange;
        if (pending != null) {
            pending.cancel(false);
        }
        temper = new Temper(next, System.nanoTime());
        adapt();
        letGo();
        schedule();
    }

    /**
     * Decides what to do with a request. Called by the loop's thread, so it must not wait for anybody who may wait for
     * it.
     *
     * @param ids holds the ids of its documents that have one
     * @param count how many of {@code ids} are used
     * @param bytes length of its body
     */
    Answer answer(long[] ids, int count, int bytes) {
        Temper present = temper;
        Behaviour now = present.behaviour();
        Times times = now.times();
        long delay = times.latency().toMillis() + times.perDocument().toMillis() * count;
        if (!times.jitter().isZero()) {
            delay += random.nextLong(times.jitter().toMillis() + 1);
        }
        Choice choice = now.choice();
        boolean isChosen = present.isDown()
                && (choice.share() >= 1 || random.nextDouble() < choice.share())
                && (choice.poison().isEmpty() || holdsPoison(choice.poison(), ids, count))
                && bytes > choice.over();
        return isChosen
                ? new Answer(now.fault(), now.status(), now.retryAfter(), delay)
                : new Answer(null, Behaviour.HEALTHY.status(), null, delay);
    }

    /** Remembers the connection, to abort it when the behaviour changes. */
    void hold(Channel connection) {
        if (held.add(connection)) {
            connection.closeFuture().addListener(closed -> held.remove(connection));
        }
    }

    /** Forgets the connection, because its answer is complete. */
    void release(Channel connection) {
        held.remove(connection);
    }

    synchronized void close() {
        if (ownPort != null) {
            ownPort.close();
        }
        letGo();
    }

    private void letGo() {
        for (Channel connection : held) {
            var unused = connection.close();
        }
    }

    private void adapt() {
        if (ownPort == null) {
            return;
        }
        Behaviour now = temper.behaviour();
        try {
            ownPort.be(now.isOfConnections() && temper.isDown() ? now.fault() : null);
        } catch (IOException e) {
            throw new UncheckedIOException("endpoint " + name + ": " + e.getMessage(), e);
        }
    }

    private void schedule() {
        if (temper.behaviour().hasSchedule() && !schedules.isShutdown()) {
            Duration since = temper.sinceBegan();
            Duration wait = temper.behaviour().nextChange(since).minus(since);
            nextChange = schedules.schedule(this::change, wait.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    private synchronized void change() {
        adapt();
        schedule();
    }

    private static boolean holdsPoison(Set<Long> poison, long[] ids, int count) {
        for (int i = 0; i < count; i++) {
            if (poison.contains(ids[i])) {
                return true;
            }
        }
        return false;
    }
}
