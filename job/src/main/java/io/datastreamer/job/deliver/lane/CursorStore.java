package io.datastreamer.job.deliver.lane;

import org.jspecify.annotations.Nullable;

/** Stores the cursors of one organisation by the names of their lanes. */
public interface CursorStore {

    @Nullable
    Cursor get(String lane);

    void put(String lane, Cursor cursor);

    void remove(String lane);
}
