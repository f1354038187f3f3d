package io.datastreamer.job.deliver.lane;

import io.datastreamer.job.deliver.journal.Position;

/**
 * A document that waits apart: the cursor has passed it, and it is not settled. Its receiver does not take it now, but
 * may do so later. It is tried again by itself, rarely.
 *
 * @param position where it is in the journal
 * @param number entries of the lane's kind before it
 * @param simKey its SIM, if later documents of the SIM wait behind it; empty otherwise
 * @param tries how often it failed apart while its neighbours were taken
 */
public record Apart(Position position, long number, String simKey, int tries) {
    /** Most documents of a lane that wait apart. */
    public static final int MOST = 256;

    Apart triedOnceMore() {
        return new Apart(position, number, simKey, tries + 1);
    }
}
