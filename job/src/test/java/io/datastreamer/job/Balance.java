package io.datastreamer.job;

import io.datastreamer.job.metrics.JobMetric;
import io.datastreamer.job.uid.Uids;
import java.util.Map;

/**
 * What became of raw network and billing records, by the job's metrics.
 *
 * @param raw records that came in
 * @param documents documents that went out
 * @param rejected by any stage
 * @param duplicates dropped
 * @param waiting for reference data
 */
record Balance(long raw, long documents, long rejected, long duplicates, long waiting) {
    static Balance of(Map<String, Long> metrics) {
        return new Balance(
                of(metrics, JobMetric.RECORDS.key(), Uids.DECODE_NETWORK_RECORDS, Uids.DECODE_BILLING_RECORDS),
                of(metrics, JobMetric.DOCUMENTS.key(), Uids.NORMALIZE),
                of(
                        metrics,
                        JobMetric.REJECTED.key(),
                        Uids.DECODE_NETWORK_RECORDS,
                        Uids.DECODE_BILLING_RECORDS,
                        Uids.ENRICH,
                        Uids.NORMALIZE),
                of(metrics, JobMetric.DUPLICATES.key(), Uids.ENRICH),
                of(metrics, JobMetric.WAITING.key(), Uids.ENRICH));
    }

    /** Equals {@link #raw} whenever nothing is on its way between operators. */
    long accountedFor() {
        return documents + rejected + duplicates + waiting;
    }

    private static long of(Map<String, Long> metrics, String name, String... operators) {
        long sum = 0;
        for (String operator : operators) {
            sum += metrics.getOrDefault(operator + "." + name, 0L);
        }
        return sum;
    }
}
