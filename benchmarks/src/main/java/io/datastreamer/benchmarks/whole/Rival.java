package io.datastreamer.benchmarks.whole;

import io.datastreamer.benchmarks.rival.AsyncSinkJob;
import io.datastreamer.benchmarks.rival.BareLoop;
import io.datastreamer.benchmarks.rival.ParallelConsumer;
import io.datastreamer.benchmarks.rival.StagesJob;
import io.datastreamer.contract.ApiType;
import io.datastreamer.tools.Arguments.BadArgument;
import io.datastreamer.tools.process.Parts;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Who goes the same way as the job. */
enum Rival {
    /** Posts what it reads, and keeps nothing. */
    BARE("bare loop", 0.65),
    /** Confluent's parallel consumer for Kafka. */
    PARALLEL("parallel-consumer", 1.2),
    /** Flink from Kafka to a sink, without keys and without state. */
    SINK("AsyncSinkBase", 1),
    /** The job's stages up to the document, and then that sink. */
    STAGES("stages, AsyncSinkBase", 1.2),
    /** A sink for each organisation in a worker of Kafka Connect, which gets finished documents. */
    AIVEN("Aiven's HTTP sink", 1.2);

    private final String title;
    private final double target;

    Rival(String title, double target) {
        this.title = title;
        this.target = target;
    }

    String title() {
        return title;
    }

    /**
     * Starts it, to deliver in bulk.
     *
     * @param parts end it
     */
    Contestant start(Arena arena, Parts parts) throws Exception {
        return switch (this) {
            case BARE -> start(arena, parts, BareLoop.class, Trials.BATCH);
            case PARALLEL -> start(arena, parts, ParallelConsumer.class, Trials.TAKEN_APART);
            case SINK -> start(arena, parts, AsyncSinkJob.class, Trials.TAKEN_APART);
            case STAGES -> start(arena, parts, StagesJob.class, Trials.TAKEN_APART);
            case AIVEN -> arena.aiven(parts, title);
        };
    }

    private Contestant start(Arena arena, Parts parts, Class<?> main, int batch) throws Exception {
        return arena.rival(parts, title, main, ApiType.REST_API_BULK, batch, Trials.IN_FLIGHT);
    }

    /** What the job wants to reach of its rate. */
    double target() {
        return target;
    }

    /**
     * Those that are named, with commas between them; all when nothing is said.
     *
     * @throws BadArgument for another name
     */
    static Set<Rival> named(@Nullable String text) throws BadArgument {
        if (text == null) {
            return EnumSet.allOf(Rival.class);
        }
        Set<Rival> named = EnumSet.noneOf(Rival.class);
        if (!text.equals("none")) {
            for (String name : text.split(",", -1)) {
                named.add(named(name, text));
            }
        }
        return named;
    }

    private static Rival named(String name, String text) throws BadArgument {
        for (Rival rival : values()) {
            if (rival.shortName().equals(name)) {
                return rival;
            }
        }
        String all = Arrays.stream(values()).map(Rival::shortName).collect(Collectors.joining(","));
        throw new BadArgument("--rivals " + text + ": expected is none, or some of " + all + ".");
    }

    private String shortName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
