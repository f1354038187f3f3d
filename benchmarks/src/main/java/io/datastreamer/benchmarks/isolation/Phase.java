package io.datastreamer.benchmarks.isolation;

import io.datastreamer.benchmarks.rig.Feeder;
import io.datastreamer.benchmarks.rig.JobRest;
import io.datastreamer.benchmarks.rig.Latencies;
import io.datastreamer.benchmarks.rig.ReceivedCounts;
import io.datastreamer.benchmarks.rig.Rig;
import io.datastreamer.tools.farm.Endpoint;
import java.io.IOException;
import java.util.Collection;
import java.util.concurrent.TimeUnit;
import java.util.function.IntPredicate;

/**
 * A time in which the circumstances stayed as they were.
 *
 * @param firstRecord the number of the first record that was written in it
 * @param endRecord the number of the first behind it
 * @param begun by {@link System#nanoTime}
 * @param ended likewise
 * @param begunMillis since the epoch
 * @param endedMillis likewise
 * @param mostOpen requests at once at all endpoints together
 */
record Phase(int firstRecord, int endRecord, long begun, long ended, long begunMillis, long endedMillis, int mostOpen) {
    private static final double NANOS_PER_SECOND = 1e9;

    /** What goes on meanwhile: the phase lasts as long as it does. */
    interface Course {
        void run() throws IOException, InterruptedException;
    }

    /** One that begins now. */
    static Phase of(Rig rig, Feeder feeder, Course course) throws IOException, InterruptedException {
        int firstRecord = feeder.written();
        long begun = System.nanoTime();
        long begunMillis = System.currentTimeMillis();
        rig.farm().openRequests().mostSinceLastAsked();
        course.run();
        return new Phase(
                firstRecord,
                feeder.written(),
                begun,
                System.nanoTime(),
                begunMillis,
                System.currentTimeMillis(),
                rig.farm().openRequests().mostSinceLastAsked());
    }

    /** One of a length in which nothing is done. */
    static Phase of(Rig rig, Feeder feeder, long millis) throws IOException, InterruptedException {
        return of(rig, feeder, () -> TimeUnit.MILLISECONDS.sleep(millis));
    }

    double seconds() {
        return (ended - begun) / NANOS_PER_SECOND;
    }

    /** Documents a second that the endpoints took. */
    double perSecond(Collection<Endpoint> endpoints) {
        return ReceivedCounts.perSecond(endpoints, begun, ended);
    }

    /** Documents that the endpoints took, for each that was written for their organisations. */
    double taken(Collection<Endpoint> endpoints, Feeder feeder, IntPredicate organisations) {
        return perSecond(endpoints) * seconds() / feeder.writtenFor(organisations, firstRecord, endRecord);
    }

    /** How long the documents that were written in it took, also those that came later. */
    Latencies latencies(Collection<Endpoint> endpoints, Feeder feeder) {
        return Latencies.of(endpoints, feeder, firstRecord, endRecord);
    }

    /** The checkpoints that were begun in it, and have ended by now. */
    JobRest.Checkpoints checkpoints(Rig rig) throws IOException, InterruptedException {
        return rig.rest().checkpoints(begunMillis, endedMillis);
    }
}
