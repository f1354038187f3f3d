package io.datastreamer.benchmarks.rig;

import java.util.List;
import java.util.Map;

/** The stage of the job that a thread works for, by its name: Flink names a task's thread after its operators. */
public final class Stages {
    public static final String READ = "read, decode";
    static final String MEDIATE = "mediate";
    public static final String ENRICH = "enrich, normalize";
    public static final String DELIVER = "deliver: journal, lanes";
    static final String HTTP = "deliver: requests";
    /** Writes the snapshots of the state; the heap's are written whole each time. */
    static final String CHECKPOINTS = "checkpoints";

    public static final String OTHER = "Flink and the rest";

    /** In the order of a record's way. */
    public static final List<String> ALL = List.of(READ, MEDIATE, ENRICH, DELIVER, HTTP, CHECKPOINTS, OTHER);

    /** What the names begin with; the first that fits counts. */
    private static final List<Map.Entry<String, String>> BY_PREFIX = List.of(
            Map.entry("Source", READ),
            Map.entry("kafka-", READ),
            Map.entry("mediate", MEDIATE),
            Map.entry("gaps", MEDIATE),
            Map.entry("enrich", ENRICH),
            Map.entry("normalize", ENRICH),
            Map.entry("deliver", DELIVER),
            Map.entry("AsyncOperations", CHECKPOINTS),
            Map.entry("Flink-RocksDB", CHECKPOINTS),
            Map.entry("OkHttp http", HTTP),
            Map.entry("http", HTTP),
            Map.entry("GC Thread", JvmMeter.JVM),
            Map.entry("G1 ", JvmMeter.JVM),
            Map.entry("C1 Comp", JvmMeter.JVM),
            Map.entry("C2 Comp", JvmMeter.JVM),
            Map.entry("VM ", JvmMeter.JVM));

    private Stages() {}

    public static String ofThread(String name) {
        for (Map.Entry<String, String> each : BY_PREFIX) {
            if (name.startsWith(each.getKey())) {
                return each.getValue();
            }
        }
        return OTHER;
    }
}
