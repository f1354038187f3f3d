package io.datastreamer.job.record;

/**
 * A kind of traffic of the catalog.
 *
 * @param name {@code Data} or {@code SMS}, matched to a billing record's service regardless of case
 */
public record TrafficType(long id, String name) {}
