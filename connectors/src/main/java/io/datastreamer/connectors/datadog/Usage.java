package io.datastreamer.connectors.datadog;

/**
 * What a document tells DataDog.
 *
 * @param series where it counts
 * @param sums what it counts
 */
record Usage(Series series, Series.Sums sums) {}
