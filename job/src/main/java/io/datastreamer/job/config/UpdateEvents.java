package io.datastreamer.job.config;

/** Which interim records become events. */
public enum UpdateEvents {
    /** Those that tell of a change. */
    CHANGES,
    /** Each. */
    ALL
}
