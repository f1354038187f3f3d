package io.datastreamer.job.deliver;

/** How a lane stands when it wants to send: each kind has its turns and its share of the {@link Budget}. */
enum Standing {
    /** It delivered quickly last time, and no more waits than its next request can take. */
    CURRENT,
    /** It delivered quickly last time, and has more to catch up with: it must not keep those that are current waiting. */
    BEHIND,
    /** It never delivered yet, failed or was slow last time. */
    IN_DOUBT
}
