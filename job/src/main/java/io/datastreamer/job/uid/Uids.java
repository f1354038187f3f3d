package io.datastreamer.job.uid;

/** The uids of the job's operators, which are also their names. Checkpoints find state by them: a uid never changes. */
public final class Uids {
    public static final String NETWORK_RECORDS = "network-records";
    public static final String BILLING_RECORDS = "billing-records";
    public static final String SIMS = "sims";
    public static final String CATALOG = "catalog";
    public static final String STREAMS = "streams";
    public static final String QUESTIONS = "questions";
    public static final String DECODE_NETWORK_RECORDS = "decode-network-records";
    public static final String DECODE_BILLING_RECORDS = "decode-billing-records";
    public static final String DECODE_SIMS = "decode-sims";
    public static final String DECODE_CATALOG = "decode-catalog";
    public static final String DECODE_STREAMS = "decode-streams";
    public static final String DECODE_QUESTIONS = "decode-questions";
    public static final String MEDIATE = "mediate";
    public static final String GAPS = "gaps";
    public static final String GATHER_CATALOG = "gather-catalog";
    public static final String ENRICH = "enrich";
    public static final String NORMALIZE = "normalize";

    public static final String DELIVER = "deliver";
    public static final String ENCODE_STATUS = "encode-status";
    public static final String ENCODE_ATTEMPTS = "encode-attempts";
    public static final String ENCODE_REJECTED = "encode-rejected";
    public static final String ENCODE_ANSWERS = "encode-answers";
    public static final String STATUS = "status";
    public static final String ATTEMPTS = "attempts";
    public static final String REJECTED = "rejected";
    public static final String ANSWERS = "answers";

    private static final String SOURCE = "source-";
    private static final String DECODE_SOURCE = "decode-source-";
    private static final String NUMBERS_SOURCE = "numbers-source-";

    private Uids() {}

    /** The uid of a source by name. */
    public static String source(String name) {
        return SOURCE + name;
    }

    /** The uid of the decoder of a source by name. */
    public static String decodeSource(String name) {
        return DECODE_SOURCE + name;
    }

    /** The uid of the operator that gathers the numbers of a source by name. */
    public static String numbersOfSource(String name) {
        return NUMBERS_SOURCE + name;
    }
}
