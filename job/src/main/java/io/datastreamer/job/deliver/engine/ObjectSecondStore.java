package io.datastreamer.job.deliver.engine;

import org.jspecify.annotations.Nullable;

/** Where the seconds that an organisation's objects are named by are kept: the last one of each space. */
public interface ObjectSecondStore {

    /** The last second that was given away, since the epoch; null when there was none. */
    @Nullable
    Long lastSecond(String space);

    void putLastSecond(String space, long second);
}
