package io.datastreamer.job.record;

/** The value for a number that a record does not have. Numbers of the contract are never negative. */
public final class Absent {
    /** No number. */
    public static final long NUMBER = -1;

    private Absent() {}
}
