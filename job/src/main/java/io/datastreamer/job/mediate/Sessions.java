package io.datastreamer.job.mediate;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The sessions of one shard of an element. State that cannot be read or written throws an unchecked exception. */
public interface Sessions {

    /** A session, open or ended; null if there is none of this key. */
    @Nullable
    Session get(String key);

    /**
     * Stores a session in place of the known one.
     *
     * @param before what {@link #get} returned
     */
    void put(String key, @Nullable Session before, Session session);

    /** The open sessions with their keys. They may be put while iterating. */
    Iterable<Map.Entry<String, Session>> open();

    /** The last restarts of the element. */
    Restarts restarts();

    /** Stores restarts in place of the known ones. */
    void restarted(Restarts restarts);

    /** Whether the limit of sessions is reached, so that no further one is taken. */
    boolean areFull();
}
