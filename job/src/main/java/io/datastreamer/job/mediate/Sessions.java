package io.datastreamer.job.mediate;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The sessions of one shard of an element. State that cannot be read or written throws an unchecked exception. */
public interface Sessions {

    /** A session, open or ended; null when none of this key is known. */
    @Nullable
    Session get(String key);

    /**
     * Keeps a session in place of the one that was known.
     *
     * @param before what {@link #get} gave
     */
    void put(String key, @Nullable Session before, Session session);

    /** The open ones, with their keys. They may be put while being gone through. */
    Iterable<Map.Entry<String, Session>> open();

    /** The restarts of the element that were seen last. */
    Restarts restarts();

    /** Keeps restarts in place of those that were known. */
    void restarted(Restarts restarts);

    /** Whether there are as many as are kept, so that no further one is taken. */
    boolean areFull();
}
