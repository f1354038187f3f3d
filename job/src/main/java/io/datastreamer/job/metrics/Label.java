package io.datastreamer.job.metrics;

/** What distinguishes the values of one metric. Its name is the group's in Flink, and the label's in Prometheus. */
public enum Label {
    REASON(
            "reason",
            "why something was rejected: `unreadable`, `damaged`, `not_json`, `member_missing`, `member_duplicate`, `member_wrong`,"
                    + " `contradiction`, `no_sim`, `sim_deleted`, `no_catalog_entry`, `too_many_waiting`, `too_many_sessions`, `no_rate`,"
                    + " `refused`, `internal`"),
    USE("use", "what bytes of files were: `record`, `padding`, `damaged`"),
    SHARD("shard", "the id of a shard of a Kinesis stream"),
    INTEGRATION("integration", "the kind of place: the data stream's `api_type`"),
    OUTCOME("outcome", "what came of a request: the attempt's `outcome`"),
    STATE("state", "what a data stream does: the status' `state`"),
    PHASE("phase", "what a lane does (architecture.md)"),
    /** The values are cumulative, so that Prometheus takes them for those of a histogram. */
    LE("le", "the upper bound of a bucket, which counts all that is below it; `Inf` counts all");

    /** The value of {@link #LE} that counts all. */
    public static final String ALL = "Inf";

    private final String key;
    private final String description;

    Label(String key, String description) {
        this.key = key;
        this.description = description;
    }

    public String key() {
        return key;
    }

    /** The description for the page of metrics. */
    String description() {
        return description;
    }
}
