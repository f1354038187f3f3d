package io.datastreamer.quickstart;

import io.datastreamer.tools.ledger.Balance;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The state of a run at a moment, to be shown.
 *
 * @param sinceStart the time since the job was started
 * @param networkTime the simulated network's own time
 * @param webPages Flink's web pages
 * @param spareUrl a receiver for data streams that somebody creates in the portal
 * @param spareDocuments documents that have arrived there, each counted once
 */
record View(
        Duration sinceStart,
        Instant networkTime,
        String webPages,
        long networkRecords,
        long billingRecords,
        long damaged,
        long rejected,
        List<Row> rows,
        String spareUrl,
        long spareDocuments) {

    /**
     * A data stream.
     *
     * @param receiver its receiver's current state, in words
     * @param state the state that the job reports; a dash before the first report
     * @param remoteStatus the status that the job reports; 0 before the first report
     * @param lagSeconds the age of the oldest document that has not arrived
     */
    record Row(String streamId, String receiver, String state, int remoteStatus, Balance balance, long lagSeconds) {}

    /** Documents that have arrived at any receiver. */
    long documents() {
        return rows.stream().mapToLong(row -> row.balance().delivered()).sum();
    }
}
