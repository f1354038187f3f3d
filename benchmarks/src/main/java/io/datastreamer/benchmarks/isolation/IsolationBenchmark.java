package io.datastreamer.benchmarks.isolation;

import io.datastreamer.benchmarks.report.Report;
import io.datastreamer.benchmarks.rig.Benchmark;
import io.datastreamer.benchmarks.rig.Setting;
import io.datastreamer.tools.process.Parts;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** What data streams notice of others: of sick and hanging endpoints, of replays, of a flood. */
public final class IsolationBenchmark implements Benchmark {
    private static final String SICK = "sick";
    private static final String REPLAY = "replay";
    private static final String CROWD = "crowd";
    private static final String S3 = "s3";
    private static final String PLACES = "places";
    private static final String RIVALS = "rivals";
    private static final List<String> PARTS = List.of(SICK, REPLAY, CROWD, S3, PLACES, RIVALS);
    /** Some answers of each endpoint that is slow fit into so many phases, and into so long a time. */
    private static final int CROWD_PHASES = 3;
    /** Some checkpoints of each replay fit into so many. */
    private static final int REPLAY_PHASES = 2;

    private static final Duration CROWD_AT_LEAST = Duration.ofSeconds(15);

    @Override
    public String name() {
        return "isolation";
    }

    @Override
    public String summary() {
        return "What healthy endpoints and input notice of sick endpoints, crowds that hang, and replays; S3.";
    }

    @Override
    public Set<String> options() {
        return Set.of("parts", "rate", "phase");
    }

    @Override
    public String help() {
        return """
                Usage: ./streamer bench isolation [--parts PART,...] [--rate R] [--phase TIME] [--quick] [--json FILE]

                What some data streams notice of others. The parts, each with a job of its own:

                  sick    %d organisations with a bulk stream each get documents at a fixed rate, which is below what the machine
                          can do. In one phase after the other all endpoints are healthy, and then 1 %%, 10 %% or 50 %% of them
                          are black holes, send a byte a second, answer 500 or 429, are slow, or all of these and more at once.
                          Between them all are well again and get what they missed. The healthy streams' throughput and latency
                          are compared with those of the same streams in the phases before and after, and each checkpoint and
                          the requests in flight are looked at. The target for the p99 is one of all phases of a share
                          together: a single pause is the p99 of a phase.
                  replay  a journal of 2 million documents is replayed, with a filter that nothing passes and without one, while
                          20 other organisations get documents at that rate; then records come in as fast as they can, alone
                          and beside 80 new streams that read all of the journal and whose filter nothing passes
                  crowd   5,000 streams whose endpoints never answer, with a port each and time-outs of 30 s, beside 100 healthy
                          streams, 10 that answer after 2.5 s, and new ones
                  s3      5,000 documents a second of one organisation for AWS S3, with checkpoints 60 s apart, at a receiver
                          that takes each name once
                  places  100 healthy streams beside 10 to each of the other places that hang, fail or are slow: queues, topics
                          and buses of AWS, Pub/Sub without tokens, slow blobs of Azure, Event Hubs, Kafka and SFTP that hang,
                          and some that nobody fetches
                  rivals  the first part's black holes with Flink's own means: AsyncSinkBase and AsyncDataStream.unorderedWait

                  --parts PART,...  only these; default all
                  --rate R          documents a second of "sick", "replay" and "places", default 2000
                  --phase TIME      length of a phase, default 10s; in "replay" twice as long, in "crowd" three times, 15s at
                                    least
                  --quick           phases of 5s, only one share for each kind of endpoint, 400,000 documents in the journal,
                                    1,000 streams that hang, checkpoints 10 s apart for S3
                """.formatted(Isolation.ORGANISATIONS);
    }

    @Override
    public List<String> quickest() {
        return List.of("--phase", "2s");
    }

    @Override
    public void run(Setting setting, Report report) throws Exception {
        int rate = (int) setting.arguments().number("rate", 2000, 10, 100_000);
        Duration asked = setting.arguments().duration("phase");
        Duration length = asked != null ? asked : Duration.ofSeconds(setting.quick() ? 5 : 10);
        Set<String> parts = setting.arguments().names("parts", PARTS);
        if (parts.contains(SICK)) {
            List<Double> shares = setting.quick() ? List.of(0.5) : List.of(0.01, 0.1, 0.5);
            alone(setting, each -> new Isolation(each, rate, length).measure(shares, report));
        }
        if (parts.contains(REPLAY)) {
            alone(setting, each -> {
                Replays replays = new Replays(
                        each, setting.quick() ? 400_000 : 2_000_000, rate, length.multipliedBy(REPLAY_PHASES));
                replays.besideLive(report);
                replays.besideInput(report, setting.quick() ? 100_000 : 250_000);
            });
        }
        if (parts.contains(CROWD)) {
            Duration times = length.multipliedBy(CROWD_PHASES);
            Duration longer = times.compareTo(CROWD_AT_LEAST) < 0 ? CROWD_AT_LEAST : times;
            alone(setting, each -> new CrowdTrial(each, setting.quick() ? 1_000 : 5_000, longer).measure(report));
        }
        if (parts.contains(S3)) {
            Duration interval = Duration.ofSeconds(setting.quick() ? 10 : 60);
            alone(setting, each -> new S3Trial(each, interval).measure(report));
        }
        if (parts.contains(PLACES)) {
            alone(setting, each -> new PlacesTrial(each, rate, length).measure(report));
        }
        if (parts.contains(RIVALS)) {
            new ProbeTrials(setting, length).measure(report);
        }
    }

    /** A part. */
    private interface Part {
        void run(Setting setting) throws Exception;
    }

    // what it starts ends before the next begins: all of it shares the processors
    private static void alone(Setting setting, Part part) throws Exception {
        try (Parts parts = setting.parts().add(() -> new Parts("bench"))) {
            part.run(setting.with(parts));
        }
    }
}
