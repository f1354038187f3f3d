package io.datastreamer.job.deliver.lane;

/** How a lane fares when it wants to send. Each standing has its turns, and its share of what may be in flight. */
public enum Standing {
    /** Delivered quickly last time, and no more waits than its next request can take. */
    CURRENT,
    /** Delivered quickly last time, and has more to catch up with: it must not keep current lanes waiting. */
    BEHIND,
    /** Delivered last time, and took long. */
    SLOW,
    /** Never got an outcome. */
    NEW,
    /** Failed last time, and its receiver said so soon. */
    FAILED,
    /** Its last request was given up without an answer. */
    SILENT
}
