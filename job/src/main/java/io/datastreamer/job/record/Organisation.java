package io.datastreamer.job.record;

/** A customer. */
public record Organisation(long id, String name) {}
