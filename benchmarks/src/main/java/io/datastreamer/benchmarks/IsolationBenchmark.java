package io.datastreamer.benchmarks;

import io.datastreamer.deploy.process.Parts;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** What streams with healthy endpoints notice of those whose endpoints are not. */
final class IsolationBenchmark implements Benchmark {
    @Override
    public String name() {
        return "isolation";
    }

    @Override
    public String summary() {
        return "What healthy endpoints notice of black holes, drips, errors, throttling and slowness.";
    }

    @Override
    public Set<String> options() {
        return Set.of("rate", "phase");
    }

    @Override
    public String help() {
        return """
                Usage: ./streamer bench isolation [--rate R] [--phase TIME] [--quick] [--json FILE]

                %d organisations with a bulk stream each get documents at a fixed rate, which is below what the machine can do.
                In one phase after the other all endpoints are healthy, and then 1 %%, 10 %% or 50 %% of them are black holes,
                send a byte a second, answer 500 or 429, are slow, or all of these and more at once. Between them all are well
                again and get what they missed. The healthy streams' throughput and latency are compared with those of the same
                streams in the phases before and after, and each checkpoint and the requests in flight are looked at. The
                target for the p99 is one of all phases of a share together: a single pause is the p99 of a phase.

                The same with Flink's own means follows: AsyncSinkBase and AsyncDataStream.unorderedWait.

                  --rate R      documents a second, default 2000
                  --phase TIME  length of a phase, default 10s
                  --quick       phases of 5s, and only one share for each kind of endpoint
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
        List<Double> shares = setting.quick() ? List.of(0.5) : List.of(0.01, 0.1, 0.5);
        // what it starts ends before the next begins: all of it shares the processors
        try (Parts parts = setting.parts().add(() -> new Parts("bench"))) {
            new Isolation(setting.with(parts), rate, length).measure(shares, report);
        }
        new ProbeTrials(setting, length).measure(report);
    }
}
