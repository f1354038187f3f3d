package io.datastreamer.connectors.datadog;

/**
 * The usage in one document, as DataDog gets it.
 *
 * @param series the series and second that it counts for
 * @param sums its counts
 */
record Usage(Series series, Series.Sums sums) {}
