package io.datastreamer.benchmarks.whole;

import io.datastreamer.benchmarks.report.Report;
import io.datastreamer.benchmarks.rig.Benchmark;
import io.datastreamer.benchmarks.rig.Setting;
import io.datastreamer.benchmarks.whole.Arena.Way;
import io.datastreamer.contract.ApiType;
import io.datastreamer.tools.Arguments;
import io.datastreamer.tools.Arguments.BadArgument;
import io.datastreamer.tools.generate.Load;
import io.datastreamer.tools.process.Parts;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How fast the whole way is, beside others that go it. */
public final class ThroughputBenchmark implements Benchmark {
    private static final String BULK = "bulk";
    private static final String LATENCY = "latency";
    private static final String CATCH_UP = "catch-up";
    private static final String SINGLE = "single";
    private static final String AWS = "aws";
    private static final String FILES = "files";
    private static final String RADIUS = "radius";
    private static final String THREE_GPP = "3gpp";
    private static final List<String> PARTS = List.of(BULK, LATENCY, CATCH_UP, SINGLE, AWS, FILES, RADIUS, THREE_GPP);
    private static final int SIMS = 100_000;
    /** So much of the code is compiled then that turns are alike. */
    private static final int WARM_UP = 2_000_000;

    private static final int QUICK_WARM_UP = 300_000;

    private static final Way WAY = new Way("bulk", ApiType.REST_API_BULK, Map.of("max_records", Trials.BATCH));

    @Override
    public String name() {
        return "throughput";
    }

    @Override
    public String summary() {
        return "The whole way from raw records to receivers, side by side with a bare loop and others; latency; catching up.";
    }

    @Override
    public String help() {
        return """
                Usage: ./streamer bench throughput [--parts PART,...] [--records N] [--rounds R] [--warm-up N]
                                                   [--sims S] [--organisations O] [--state-backend heap|rocksdb]
                                                   [--rivals NAME,...] [--aiven DIR] [--quick] [--json FILE]
                                                   [--images DIR]

                Raw records go the whole way to a receiver on this machine that reads, counts and answers at once. They are written
                before, in a transaction that is committed when the clock starts; all SIMs are there. The parts, each with a job of
                its own:

                  bulk      from Kafka, in requests of up to 1000 documents: the job, a bare loop without Flink and without anything
                            kept, Confluent's parallel consumer, a Flink job with AsyncSinkBase, and the job's own stages up to the
                            document with AsyncSinkBase behind them, in turns; each a process of its own with the same heap,
                            the same decoders, documents and HTTP client, warmed up by a turn. And Aiven's HTTP sink on
                            Kafka Connect, which is given finished documents, in requests of up to 500
                  latency   from the record's way to the broker to the document's arrival, at 1,000 records a second and at
                            10, 50 and 80 % of the rate of "bulk"
                  catch-up  all streams are paused while the journals fill, then resumed
                  single    one document a request, beside a bare loop that does the same
                  aws       AWS Kinesis and AWS S3, at a receiver that answers as they do
                  files     from files, beside the bare loop
                  radius    from accounting by RADIUS in detail files, through mediation: of each SIM a session, whose
                            records each become a document
                  3gpp      from charging data records in files, likewise

                A rate counts from the arrival of 30 % of the documents to that of the last.

                  --parts PART,...   only these; default all
                  --rivals NAME,...  of bulk: none, or some of bare,parallel,sink,stages,aiven; default all
                  --aiven DIR        where the release of Aiven's HTTP sink is unpacked, which no registry of libraries has;
                                     default benchmarks/aiven. When that is not there, "all" are the others
                  --records N        records of a turn; default 500000
                  --rounds R         turns of each; default 5
                  --warm-up N        records of the turn before them; default as many, at least 2000000
                  --sims S           SIMs; default 100000
                  --organisations O  with a stream each of events and usage; default 10
                  --state-backend B  of the job; default heap
                  --images DIR       writes throughput.svg, latency.svg and flame-graph.svg there, the last of one more turn of
                                     the job
                  --quick            150,000 records, 2 rounds, 300,000 to warm up
                """;
    }

    @Override
    public Set<String> options() {
        return Set.of(
                "parts",
                "rivals",
                "records",
                "rounds",
                "organisations",
                "state-backend",
                "images",
                "warm-up",
                "sims",
                AivenSink.OPTION);
    }

    @Override
    public List<String> quickest() {
        return List.of("--records", "50000", "--warm-up", "50000", "--rounds", "1", "--parts", "bulk,latency,catch-up");
    }

    @Override
    public void run(Setting setting, Report report) throws Exception {
        Set<String> parts = setting.arguments().names("parts", PARTS);
        Set<Rival> rivals = parts.contains(BULK) ? rivals(setting, report) : Set.of();
        BenchmarkSize extent = extent(setting);
        int organisations = (int) setting.arguments().number("organisations", 10, 1, 1000);
        int sims = (int) setting.arguments().number("sims", SIMS, 1, 10_000_000);
        String backend = setting.arguments().text("state-backend");
        Load load = new Load(0, sims, organisations, 1, Path.of(""), "", 1);
        Map<String, String> options = Map.of("state-backend", backend == null ? "heap" : backend);
        String heap = setting.quick() ? "2g" : "4g";
        Trials trials = new Trials(setting, each -> new Arena(each, load, heap, WAY, options), WAY, extent);
        if (parts.contains(BULK)) {
            trials.bulk(report, rivals, setting.arguments().text("images"));
        }
        if (parts.contains(LATENCY)) {
            trials.latency(report);
        }
        if (parts.contains(CATCH_UP)) {
            trials.catchUp(report);
        }
        if (parts.contains(SINGLE)) {
            trials.single(report);
        }
        if (parts.contains(AWS)) {
            trials.aws(report);
        }
        trials.draw(setting.arguments().text("images"));
        if (parts.contains(FILES)) {
            try (Parts all = setting.parts().add(() -> new Parts("bench"))) {
                new FileTrials(setting.with(all), load, heap, WAY, options, extent).rawRecords(report);
            }
        }
        if (parts.contains(RADIUS)) {
            try (Parts all = setting.parts().add(() -> new Parts("bench"))) {
                new FileTrials(setting.with(all), load, heap, WAY, options, extent).radius(report);
            }
        }
        if (parts.contains(THREE_GPP)) {
            try (Parts all = setting.parts().add(() -> new Parts("bench"))) {
                new FileTrials(setting.with(all), load, heap, WAY, options, extent).chargingDataRecords(report);
            }
        }
    }

    private static Set<Rival> rivals(Setting setting, Report report) throws Exception {
        String named = setting.arguments().text("rivals");
        Set<Rival> rivals = Rival.named(named);
        if (!rivals.contains(Rival.AIVEN)) {
            return rivals;
        }
        AivenSink sink = AivenSink.of(setting);
        if (named == null && setting.arguments().text(AivenSink.OPTION) == null && !sink.isThere()) {
            setting.say("%s is left out: it is not in %s", Rival.AIVEN.title(), sink.plugins());
            report.note(Rival.AIVEN.title() + " did not take part: it is not on this machine.");
            rivals.remove(Rival.AIVEN);
            return rivals;
        }
        sink.require();
        sink.prepare(setting.root());
        return rivals;
    }

    private static BenchmarkSize extent(Setting setting) throws BadArgument {
        Arguments arguments = setting.arguments();
        int records = (int) arguments.number("records", setting.quick() ? 150_000 : 500_000, 1000, 2_000_000);
        return new BenchmarkSize(
                records,
                (int) arguments.number("rounds", setting.quick() ? 2 : 5, 1, 100),
                (int) arguments.number(
                        "warm-up", Math.max(records, setting.quick() ? QUICK_WARM_UP : WARM_UP), 0, 2_000_000),
                setting.quick() ? 5 : 20);
    }
}
