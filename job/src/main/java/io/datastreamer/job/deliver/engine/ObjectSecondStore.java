package io.datastreamer.job.deliver.engine;

import org.jspecify.annotations.Nullable;

/** Stores the last second that was used in the name of an object, for each space of an organisation. */
public interface ObjectSecondStore {

    /** The last second that was used, since the epoch; null if there was none. */
    @Nullable
    Long lastSecond(String space);

    void putLastSecond(String space, long second);
}
