package io.datastreamer.benchmarks.isolation;

import io.datastreamer.tools.farm.Behaviour;
import io.datastreamer.tools.farm.Fault;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is wrong with endpoints in a benchmark, by its name: one thing at a time, and all of it mixed. */
final class EndpointFaults {
    /** A bit of everything. */
    static final String MIXED = "mixed";

    private static final Behaviour BLACK_HOLE = Behaviour.of(Fault.BLACK_HOLE);
    private static final Behaviour DRIP = Behaviour.of(Fault.SLOW_HEAD);
    private static final Behaviour ERROR = Behaviour.status(500);
    private static final Behaviour THROTTLED = Behaviour.status(429).withRetryAfter(Duration.ofSeconds(1));
    private static final Behaviour SLOW = Behaviour.HEALTHY.withLatency(Duration.ofSeconds(5), Duration.ofSeconds(1));
    /** Sizes and times that batches of one to twenty documents meet, which are usual here. */
    private static final Behaviour TIGHT = Behaviour.status(413).over(4_000);

    private static final Behaviour CLOSES_LARGE = Behaviour.of(Fault.CLOSE).over(2_500);
    private static final Behaviour BY_DOCUMENT = Behaviour.HEALTHY.withTimePerDocument(Duration.ofMillis(300));
    private static final Behaviour CLOSES_IDLE = Behaviour.HEALTHY.withIdleClose(Duration.ofMillis(90));

    private EndpointFaults() {}

    /** Each by its name; endpoints take what a name stands for in turn. */
    static Map<String, List<Behaviour>> all() {
        Map<String, List<Behaviour>> ills = new LinkedHashMap<>();
        ills.put("black hole", List.of(BLACK_HOLE));
        ills.put("drip", List.of(DRIP));
        ills.put("500", List.of(ERROR));
        ills.put("429", List.of(THROTTLED));
        ills.put("slow", List.of(SLOW));
        ills.put(
                MIXED,
                List.of(
                        BLACK_HOLE,
                        DRIP,
                        ERROR,
                        THROTTLED,
                        SLOW,
                        Behaviour.of(Fault.RESET),
                        Behaviour.of(Fault.REFUSED),
                        Behaviour.of(Fault.UNREACHABLE),
                        Behaviour.of(Fault.DEAF),
                        Behaviour.of(Fault.ENDLESS),
                        Behaviour.of(Fault.GARBAGE),
                        Behaviour.of(Fault.NO_LENGTH),
                        TIGHT,
                        CLOSES_LARGE,
                        BY_DOCUMENT,
                        CLOSES_IDLE));
        return ills;
    }
}
