/**
 * Pure functions from a record to its public document. In: {@link io.datastreamer.job.record.Enriched}. Out: {@link
 * io.datastreamer.contract.Document}; records for which this program has a fault go to the side output {@link
 * io.datastreamer.job.reject.Rejections#TAG}. Next: {@code deliver}.
 *
 * <p>The public entry is {@link io.datastreamer.job.normalize.Normalize}. {@code EventDocument} and
 * {@code UsageDocument} write the documents' members in the order of the product document's samples.
 */
@NullMarked
package io.datastreamer.job.normalize;

import org.jspecify.annotations.NullMarked;
