package io.datastreamer.job.deliver.lane;

import io.datastreamer.job.deliver.journal.Position;

/**
 * A document that the cursor has passed and that is not settled: its receiver does not take it, and nothing says that it
 * never will. It is tried again by itself, rarely.
 *
 * @param position where it stands in the journal
 * @param number entries of the lane's kind before it
 * @param simKey its SIM, as far as later documents of it wait behind; empty where none do
 * @param tries how often it failed apart while its neighbours were taken
 */
public record Apart(Position position, long number, String simKey, int tries) {
    /** Most that a lane lets wait apart. */
    public static final int MOST = 256;

    Apart triedOnceMore() {
        return new Apart(position, number, simKey, tries + 1);
    }
}
