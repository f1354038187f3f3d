package io.datastreamer.benchmarks.whole;

import io.datastreamer.benchmarks.report.Report;
import io.datastreamer.benchmarks.report.Table;
import io.datastreamer.benchmarks.rig.Benchmark;
import io.datastreamer.benchmarks.rig.Feeder;
import io.datastreamer.benchmarks.rig.ReceivedCounts;
import io.datastreamer.benchmarks.rig.Rig;
import io.datastreamer.benchmarks.rig.Setting;
import io.datastreamer.benchmarks.rig.StreamLine;
import io.datastreamer.tools.farm.Behaviour;
import io.datastreamer.tools.farm.Endpoint;
import io.datastreamer.tools.farm.Farm;
import io.datastreamer.tools.generate.Load;
import io.datastreamer.tools.ledger.Balance;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What a window of requests wins where each document is a request. */
public final class WindowBenchmark implements Benchmark {
    private static final Duration LATENCY = Duration.ofMillis(20);
    private static final Duration FILLS_WITHIN = Duration.ofMinutes(2);
    private static final Duration DRAINS_WITHIN = Duration.ofMinutes(5);
    private static final Duration WARM_UP = Duration.ofSeconds(8);
    private static final int SIMS = 3_000;
    private static final int WIDE = 32;
    private static final int FEED_PER_SECOND = 20_000;
    /** More than the wide window can send in a second; of all records more than half are events. */
    private static final int MOST_PER_SECOND = 1_600;

    private static final double FAILURES = 0.02;

    /**
     * A data stream, of an organisation of its own.
     *
     * @param organisation numbered from 0
     */
    private record Lane(int organisation, String name, int window, Behaviour behaviour) {
        Lane(int organisation, String name, int window, Behaviour behaviour) {
            this.organisation = organisation;
            this.name = name;
            this.window = window;
            this.behaviour = behaviour.withLatency(LATENCY, Duration.ZERO);
        }
    }

    private static final Lane ONE = new Lane(0, "window 1", 1, Behaviour.HEALTHY);
    private static final Lane MANY = new Lane(1, "window 32", WIDE, Behaviour.HEALTHY);
    private static final Lane FAILING = new Lane(
            2, "window 32, 2 % answered 503", WIDE, Behaviour.status(503).withShare(FAILURES));
    private static final List<Lane> LANES = List.of(ONE, MANY, FAILING);

    @Override
    public String name() {
        return "window";
    }

    @Override
    public String summary() {
        return "What a window of requests wins for RestAPI, and whether the order of each SIM is kept.";
    }

    @Override
    public String help() {
        return """
                Usage: ./streamer bench window [--quick] [--json FILE]

                Three organisations with a RestAPI stream each, a document a request, at endpoints that answer after 20 ms:
                window 1; window 32; and window 32 at an endpoint that answers 503 to 2 % of the requests at random. All have
                more to send than they can. The rates are compared, and the documents' order by SIM is checked, through all
                retries.

                  --quick  measures for 5 s instead of 20 s
                """;
    }

    @Override
    public void run(Setting setting, Report report) throws Exception {
        Duration length = Duration.ofSeconds(setting.quick() ? 5 : 20);
        Load load = new Load(0, SIMS, LANES.size(), 1, Path.of(""), "", 1);
        List<Endpoint> endpoints = new ArrayList<>();
        Rig rig = new Rig(
                setting, load, farm -> streams(farm, load, endpoints), Map.of("deliver.backoff-initial", "100ms"));
        int records =
                2 * LANES.size() * MOST_PER_SECOND * (int) WARM_UP.plus(length).toSeconds();
        Feeder feeder = setting.parts().add(() -> new Feeder(load, rig.broker(), FEED_PER_SECOND, false, records));
        setting.say("writing %,d records, and warming up ...", records);
        feeder.start();
        rig.await("all is written", FILLS_WITHIN, () -> feeder.written() == records);
        feeder.stop();
        rig.await(
                "all streams deliver",
                FILLS_WITHIN,
                () -> endpoints.stream().allMatch(each -> each.arrivals().delivered() > 0));
        TimeUnit.MILLISECONDS.sleep(WARM_UP.toMillis() / 2);
        setting.say("measuring for %d s ...", length.toSeconds());
        long begun = System.nanoTime();
        TimeUnit.MILLISECONDS.sleep(length.toMillis());
        long ended = System.nanoTime();
        boolean ranDry = endpoints.get(MANY.organisation()).arrivals().delivered()
                >= feeder.account(MANY.organisation()).balance().expected();
        if (ranDry) {
            report.note("Window 32 had nothing left to send before the end: it can do more than stands here.");
        }
        tell(report, endpoints, begun, ended);
        setting.say("waiting for what is under way ...");
        drain(rig, feeder, endpoints);
        tellLedger(report, feeder, endpoints);
    }

    private static List<String> streams(Farm farm, Load load, List<Endpoint> endpoints) throws IOException {
        List<String> lines = new ArrayList<>();
        for (Lane lane : LANES) {
            long organisation = load.organisationId(lane.organisation());
            Endpoint endpoint = farm.endpointOnItsOwn("load-" + organisation);
            endpoint.behave(lane.behaviour());
            endpoints.add(endpoint);
            lines.add(StreamLine.of(
                    endpoint.name(),
                    organisation,
                    "EVENTS",
                    "REST_API",
                    endpoint.url(),
                    Map.of("window", lane.window())));
        }
        return lines;
    }

    private static void tell(Report report, List<Endpoint> endpoints, long begun, long ended) {
        Table table = report.table("RestAPI at 20 ms, a document a request", "stream", "docs/s", "of window 1");
        double narrow = rate(endpoints.get(ONE.organisation()), begun, ended);
        for (Lane lane : LANES) {
            double rate = rate(endpoints.get(lane.organisation()), begun, ended);
            table.row(lane.name(), rate, rate / narrow);
        }
        report.atLeast(
                "window 32 delivers as many times what window 1 does",
                25,
                rate(endpoints.get(MANY.organisation()), begun, ended) / narrow);
    }

    // what the narrow one still has to send would take very long
    private static void drain(Rig rig, Feeder feeder, List<Endpoint> endpoints)
            throws IOException, InterruptedException {
        for (Lane lane : List.of(MANY, FAILING)) {
            Endpoint endpoint = endpoints.get(lane.organisation());
            long due = feeder.account(lane.organisation()).balance().expected();
            rig.await(
                    endpoint.name() + " has got all",
                    DRAINS_WITHIN,
                    () -> endpoint.arrivals().delivered() >= due);
        }
    }

    private static void tellLedger(Report report, Feeder feeder, List<Endpoint> endpoints) {
        for (Lane lane : LANES) {
            Balance balance =
                    ReceivedCounts.balance(feeder.account(lane.organisation()), endpoints.get(lane.organisation()));
            if (!lane.equals(ONE)) {
                report.atMost(
                        lane.name() + ": documents missing, of " + Table.format(balance.expected()),
                        0,
                        balance.missing());
            }
            report.atMost(lane.name() + ": documents out of their SIM's order", 0, balance.outOfOrder());
        }
    }

    private static double rate(Endpoint endpoint, long begun, long ended) {
        return ReceivedCounts.perSecond(List.of(endpoint), begun, ended);
    }
}
