package io.datastreamer.job.deliver;

import io.datastreamer.connectors.Batch;
import io.datastreamer.job.deliver.journal.Reading;

/**
 * A request under way. Holds no state: after a restore it never was.
 *
 * @param lane whose batch it carries
 * @param epoch the lane's epoch when it started: an outcome in another epoch only gives the budget back
 * @param reading what the batch was read from
 * @param batch what is sent
 * @param attempt 1 for the first attempt at this batch
 * @param inDoubt whether it counts in the share of lanes that are not in good standing
 * @param startedAt milliseconds since the epoch
 */
record Flight(Lane lane, long epoch, Reading reading, Batch batch, int attempt, boolean inDoubt, long startedAt) {

    long bytes() {
        return reading.jsonBytes();
    }

    /** Whether the lane still waits for this outcome. */
    boolean isCurrent() {
        return lane.epoch() == epoch && lane.phase() == Lane.Phase.SENDING;
    }
}
