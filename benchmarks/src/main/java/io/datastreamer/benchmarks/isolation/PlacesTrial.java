package io.datastreamer.benchmarks.isolation;

import io.datastreamer.benchmarks.report.Report;
import io.datastreamer.benchmarks.report.Table;
import io.datastreamer.benchmarks.rig.Feeder;
import io.datastreamer.benchmarks.rig.JobRest;
import io.datastreamer.benchmarks.rig.Latencies;
import io.datastreamer.benchmarks.rig.ReceivedCounts;
import io.datastreamer.benchmarks.rig.Rig;
import io.datastreamer.benchmarks.rig.Setting;
import io.datastreamer.benchmarks.rig.StreamLine;
import io.datastreamer.tools.farm.Endpoint;
import io.datastreamer.tools.farm.Farm;
import io.datastreamer.tools.generate.Load;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What healthy data streams to HTTP servers notice of others whose places are queues, buses, brokers and stores of files
 * that hang, fail or are slow, and of some that nobody fetches.
 */
final class PlacesTrial {
    private static final int HEALTHY = 100;
    /** Data streams to each of the places. */
    private static final int OF_EACH = 10;

    private static final int SIMS_OF_EACH = 100;

    private static final double LEAST_THROUGHPUT = 0.95;
    private static final double MOST_LATENCY = 1.2;

    private static final Duration WARM_UP = Duration.ofSeconds(10);
    private static final Duration WITHIN = Duration.ofMinutes(2);

    private final Setting setting;
    private final int rate;
    private final Duration length;
    private final SickPlaces places;
    private final Load load;
    private final List<Endpoint> healthy = new ArrayList<>();
    private final Rig rig;

    /**
     * Starts the job, and the places.
     *
     * @param rate documents a second, of all organisations together
     * @param length of a phase
     */
    PlacesTrial(Setting setting, int rate, Duration length) throws Exception {
        this.setting = setting;
        this.rate = rate;
        this.length = length;
        places = setting.parts().add(SickPlaces::start);
        int organisations = HEALTHY + OF_EACH * places.all().size();
        load = new Load(0, SIMS_OF_EACH * organisations, organisations, 1, Path.of(""), "", 1);
        Map<String, String> options = new HashMap<>(places.options());
        // those that fail come back soon, and so they press harder than they would with the default of minutes
        options.put("deliver.backoff-max", "2s");
        options.put("secrets.allow-plain", "true");
        rig = new Rig(setting, load, this::streams, options);
    }

    private List<String> streams(Farm farm) throws IOException {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < HEALTHY; i++) {
            String id = "healthy-" + load.organisationId(i);
            Endpoint endpoint = farm.endpointOnItsOwn(id);
            healthy.add(endpoint);
            lines.add(StreamLine.bulk(id, load.organisationId(i), endpoint.url()));
        }
        return lines;
    }

    /** Looks at the healthy ones before there are others, beside them, and when the others are paused. */
    void measure(Report report) throws Exception {
        Feeder feeder = setting.parts().add(() -> new Feeder(load, rig.broker(), rate, true, Integer.MAX_VALUE));
        feeder.start();
        setting.say("warming up ...");
        TimeUnit.MILLISECONDS.sleep(WARM_UP.toMillis());
        ReceivedCounts.awaitAll(rig, feeder, 0, healthy, WITHIN);
        setting.say("%d data streams to HTTP servers alone ...", HEALTHY);
        Phase before = phase(feeder);
        tellSick(true);
        TimeUnit.MILLISECONDS.sleep(WARM_UP.toMillis());
        setting.say(
                "beside %d to places that hang, fail or are slow ...",
                OF_EACH * places.all().size());
        Phase beside = phase(feeder);
        Map<String, Integer> requests = places.requests();
        tellSick(false);
        ReceivedCounts.awaitAll(rig, feeder, 0, healthy, WITHIN);
        setting.say("those are paused ...");
        Phase after = phase(feeder);
        feeder.stop();
        ReceivedCounts.awaitAll(rig, feeder, 0, healthy, WITHIN);
        tell(report, feeder, before, beside, after);
        report.note("Requests that came to sick places: " + requests);
        report.atMost(
                "beside sick places: documents missing at the end, out of order or at the wrong endpoint",
                0,
                ReceivedCounts.wrong(feeder, 0, healthy));
    }

    private void tellSick(boolean running) throws IOException {
        int organisation = HEALTHY;
        for (SickPlaces.Sick place : places.all()) {
            for (int i = 0; i < OF_EACH; i++) {
                long id = load.organisationId(organisation);
                rig.tell(StreamLine.to(
                        "sick-" + id, id, place.apiType(), place.settings().of(id), running));
                organisation++;
            }
        }
        rig.flush();
    }

    private Phase phase(Feeder feeder) throws IOException, InterruptedException {
        return Phase.of(rig, feeder, length.toMillis());
    }

    private void tell(Report report, Feeder feeder, Phase before, Phase beside, Phase after)
            throws IOException, InterruptedException {
        Table table = report.table(
                HEALTHY + " healthy streams, " + rate + " documents a second, beside " + OF_EACH + " to each of: "
                        + String.join(
                                "; ",
                                places.all().stream().map(SickPlaces.Sick::what).toList()),
                "sick places",
                "healthy docs/s",
                "p50 ms",
                "p99 ms",
                "checkpoints",
                "longest ms");
        row(table, "none, before", feeder, before);
        row(table, "all", feeder, beside);
        row(table, "none, after", feeder, after);
        report.atLeast(
                "beside sick places: healthy throughput, of alone",
                LEAST_THROUGHPUT,
                taken(feeder, beside) / ((taken(feeder, before) + taken(feeder, after)) / 2));
        report.atMost(
                "beside sick places: healthy p99 latency, of alone",
                MOST_LATENCY,
                new Beside(
                                beside.latencies(healthy, feeder),
                                before.latencies(healthy, feeder).and(after.latencies(healthy, feeder)))
                        .ofBase());
        JobRest.Checkpoints checkpoints = beside.checkpoints(rig);
        report.atMost("beside sick places: the longest checkpoint, ms", 1000, checkpoints.longestMillis());
        report.atMost("beside sick places: failed checkpoints", 0, checkpoints.failed());
    }

    private void row(Table table, String name, Feeder feeder, Phase phase) throws IOException, InterruptedException {
        Latencies latencies = phase.latencies(healthy, feeder);
        JobRest.Checkpoints checkpoints = phase.checkpoints(rig);
        table.row(
                name,
                phase.perSecond(healthy),
                latencies.percentileMillis(50),
                latencies.percentileMillis(99),
                checkpoints.completed(),
                checkpoints.longestMillis());
    }

    private double taken(Feeder feeder, Phase phase) {
        return phase.taken(healthy, feeder, organisation -> organisation < HEALTHY);
    }
}
