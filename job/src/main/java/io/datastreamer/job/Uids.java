package io.datastreamer.job;

/**
 * The uids of the job's operators, which are their names too. State in checkpoints is found by them: a uid never
 * changes.
 */
public final class Uids {
    public static final String DECODE_NETWORK_RECORDS = "decode-network-records";
    public static final String DECODE_BILLING_RECORDS = "decode-billing-records";
    public static final String DECODE_SIMS = "decode-sims";
    public static final String DECODE_CATALOG = "decode-catalog";
    public static final String DECODE_STREAMS = "decode-streams";
    public static final String GATHER_CATALOG = "gather-catalog";
    public static final String ENRICH = "enrich";
    public static final String NORMALIZE = "normalize";

    private Uids() {}
}
