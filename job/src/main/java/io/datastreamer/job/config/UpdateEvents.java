package io.datastreamer.job.config;

/** Which interim records become events. */
public enum UpdateEvents {
    /** Those that report a change. */
    CHANGES,
    /** All. */
    ALL
}
