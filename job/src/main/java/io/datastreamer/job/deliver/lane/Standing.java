package io.datastreamer.job.deliver.lane;

/** How a lane stands when it wants to send: each kind has its turns and its share of what may be in flight. */
public enum Standing {
    /** It delivered quickly last time, and no more waits than its next request can take. */
    CURRENT,
    /** It delivered quickly last time, and has more to catch up with: it must not keep those that are current waiting. */
    BEHIND,
    /** It delivered last time, and took long. */
    SLOW,
    /** It never got an outcome. */
    NEW,
    /** It failed last time, and its receiver said so soon. */
    FAILED,
    /** It held its request until somebody gave it up. */
    SILENT
}
