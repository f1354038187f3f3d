package io.datastreamer.job;

/**
 * The names of the job's own metrics, each within the operator that {@link Uids} names. Whenever nothing is on its way
 * between operators, each stage's balance holds from the job's start on:
 *
 * <ul>
 *   <li>decode: records = numRecordsOut + rejected
 *   <li>enrich: records = numRecordsOut + rejected + duplicates + waiting
 *   <li>normalize: records = documents + rejected
 * </ul>
 *
 * so that for all of them: raw records = documents + rejected + duplicates + waiting. What waits in a checkpoint that
 * the job starts from counts among the records of enrich.
 */
public final class MetricNames {
    /** Counter: records that came in; lines of the SIM registry are none. */
    public static final String RECORDS = "records";

    /** Counter: documents that went out. */
    public static final String DOCUMENTS = "documents";

    /** Counter: raw records that were seen before. */
    public static final String DUPLICATES = "duplicates";

    /** Gauge: records that wait for reference data. */
    public static final String WAITING = "waiting";

    /** Counter in a group {@link #REASON} for each reason: what was rejected. */
    public static final String REJECTED = "rejected";

    /** Label: why something was rejected. */
    public static final String REASON = "reason";

    private MetricNames() {}
}
