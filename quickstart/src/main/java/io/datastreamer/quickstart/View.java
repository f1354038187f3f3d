package io.datastreamer.quickstart;

import io.datastreamer.tools.ledger.Balance;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What is to be seen at a moment.
 *
 * @param sinceStart since the job was started
 * @param networkTime the simulated network's own time
 * @param webPages Flink's
 * @param spareUrl a receiver for the data streams that somebody makes in the portal
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
     * @param receiver how its receiver is now, in words
     * @param state as the job tells; a dash before it has told
     * @param remoteStatus as the job tells; 0 before it has told
     * @param lagSeconds how old the oldest document is that has not arrived
     */
    record Row(String streamId, String receiver, String state, int remoteStatus, Balance balance, long lagSeconds) {}

    /** Documents that have arrived at any receiver. */
    long documents() {
        return rows.stream().mapToLong(row -> row.balance().delivered()).sum();
    }
}
