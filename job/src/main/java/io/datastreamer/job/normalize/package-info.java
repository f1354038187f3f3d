/**
 * Pure functions from a record to its public document. Comes in: {@link io.datastreamer.job.record.Enriched}. Goes out:
 * {@link io.datastreamer.contract.Document}; what meets a fault of this program goes to the side
 * output {@link io.datastreamer.job.reject.Rejections#TAG}. Next: {@code deliver}.
 *
 * <p>The public entry is {@link io.datastreamer.job.normalize.Normalize}. {@code EventDocument} and
 * {@code UsageDocument} hold the documents' members in the order of the product document's samples.
 */
@NullMarked
package io.datastreamer.job.normalize;

import org.jspecify.annotations.NullMarked;
