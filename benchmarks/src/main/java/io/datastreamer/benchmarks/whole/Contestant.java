package io.datastreamer.benchmarks.whole;

import io.datastreamer.benchmarks.receiver.ReceiverProcess;
import io.datastreamer.benchmarks.receiver.ReceiverProcess.Arrivals;
import io.datastreamer.benchmarks.report.Table;
import io.datastreamer.benchmarks.rig.Cpu;
import io.datastreamer.benchmarks.rig.JvmMeter;
import io.datastreamer.benchmarks.rig.RecordTopics;
import io.datastreamer.benchmarks.rig.Setting;
import io.datastreamer.benchmarks.rig.Stages;
import io.datastreamer.benchmarks.rig.Turn;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One of those that are compared: reads its own records, and delivers to the common receiver. */
final class Contestant {
    private static final Duration SETTLES = Duration.ofMillis(500);
    private static final long LOOK_AGAIN_MILLIS = 10;
    /** So slow that something must be wrong. */
    private static final int SLOWEST_PER_SECOND = 500;

    private static final long AT_LEAST_MILLIS = 60_000;

    private final String name;
    private final Input input;
    private final JvmMeter meter;
    private final ReceiverProcess receiver;
    private final Liveness liveness;
    private final List<Turn> turns = new ArrayList<>();

    /** Where its records come from. */
    interface Input {
        /** The id of the next record; -1 when nobody knows ids before. */
        long nextId();

        /** Makes records that are not seen yet. */
        void hold(int count) throws IOException;

        /** Lets contestants read the records. */
        void release() throws IOException;

        /** The input of those who read Kafka topics. */
        static Input of(RecordTopics topics) {
            return new Input() {
                @Override
                public long nextId() {
                    return topics.nextId();
                }

                @Override
                public void hold(int count) throws IOException {
                    topics.hold(count);
                }

                @Override
                public void release() throws IOException {
                    topics.release();
                }
            };
        }
    }

    /** Looks whether its process is still there. */
    interface Liveness {
        /** Does nothing when it is, and throws its last words when it is not. */
        void check() throws IOException;
    }

    Contestant(String name, Input input, JvmMeter meter, ReceiverProcess receiver, Liveness liveness) {
        this.name = name;
        this.input = input;
        this.meter = meter;
        this.receiver = receiver;
        this.liveness = liveness;
    }

    /** Has all of them warm up, and then measures them in turns. */
    static void alternate(Setting setting, List<Contestant> contestants, BenchmarkSize extent)
            throws IOException, InterruptedException {
        if (extent.warmUp() > 0) {
            for (Contestant each : contestants) {
                setting.say("%s, to warm up ...", each.name());
                each.warmUp(extent.warmUp());
            }
        }
        for (int round = 1; round <= extent.rounds(); round++) {
            for (Contestant each : contestants) {
                Turn turn = each.measure(extent.records());
                setting.say("%s, round %d: %s documents/s", each.name(), round, Table.format(turn.perSecond()));
            }
        }
    }

    /** The same process in another discipline: nothing of it is measured yet. */
    Contestant as(String other) {
        return new Contestant(other, input, meter, receiver, liveness);
    }

    String name() {
        return name;
    }

    /** The turns that count. */
    List<Turn> turns() {
        return turns;
    }

    /** Delivers so many, and forgets how: the JVM compiles meanwhile. */
    void warmUp(int records) throws IOException, InterruptedException {
        var unused = turn(records);
    }

    /** Delivers so many, and keeps how. */
    Turn measure(int records) throws IOException, InterruptedException {
        Turn turn = turn(records);
        turns.add(turn);
        return turn;
    }

    private Turn turn(int records) throws IOException, InterruptedException {
        liveness.check();
        receiver.expect(input.nextId(), records);
        input.hold(records);
        TimeUnit.MILLISECONDS.sleep(SETTLES.toMillis());
        JvmMeter.Reading before = meter.read(Stages::ofThread);
        long receiverBefore = Cpu.nanos(receiver.pid());
        input.release();
        awaitAll(records);
        JvmMeter.Reading taken = meter.read(Stages::ofThread).since(before);
        long receiverNanos = Cpu.nanos(receiver.pid()) - receiverBefore;
        Arrivals arrivals = receiver.arrivals();
        return new Turn(records, Turn.steadyRate(arrivals.arrivedAt()), arrivals, taken, receiverNanos);
    }

    private void awaitAll(int records) throws IOException, InterruptedException {
        long giveUp = System.nanoTime()
                + TimeUnit.MILLISECONDS.toNanos(AT_LEAST_MILLIS + records * 1000L / SLOWEST_PER_SECOND);
        for (long there = 0; there < records; there = receiver.counts().distinct()) {
            liveness.check();
            if (System.nanoTime() > giveUp) {
                throw new IOException(name + " has delivered " + there + " of " + records + " documents, and no more");
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MILLIS);
        }
    }
}
