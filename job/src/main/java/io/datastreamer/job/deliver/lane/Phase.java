package io.datastreamer.job.deliver.lane;

/** What a lane is doing. */
public enum Phase {
    /** Does not send: paused, or its settings are not valid. */
    HELD,
    /** Has nothing to send. */
    IDLE,
    /** Has something to send, and waits for more. */
    LINGERING,
    /** Wants to send, and waits for its turn. */
    READY,
    /** Waits for requests that are under way. */
    SENDING,
    /** Waits before it tries again. */
    WAITING,
    /** Has fixed batches with names, and waits for the checkpoint that has them. */
    FIXING
}
