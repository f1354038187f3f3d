package io.datastreamer.job.deliver.ledger;

import org.jspecify.annotations.Nullable;

/** Stores the counts of the lanes of one organisation, day by day. */
public interface LedgerStore {

    /** What was put last for a lane and a day; null if nothing was, or it was removed. */
    @Nullable
    DayCounts day(String lane, long day);

    void putDay(String lane, long day, DayCounts counts);

    void removeDay(String lane, long day);
}
