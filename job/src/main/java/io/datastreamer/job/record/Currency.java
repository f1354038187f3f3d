package io.datastreamer.job.record;

/**
 * A currency of the catalog.
 *
 * @param code ISO 4217
 * @param symbol such as {@code €}
 */
public record Currency(long id, String code, String symbol) {}
