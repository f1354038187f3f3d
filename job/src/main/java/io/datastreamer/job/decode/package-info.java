/**
 * Decodes bytes to typed values, trusting nothing. In: {@link io.datastreamer.job.record.RawRecord} of a source. Out:
 * network records, billing records and SIM lines as {@link io.datastreamer.job.record.KeyedRecord}, records of network
 * elements, the catalog's entries, changes of data streams; whatever breaks the data contract goes to the side output
 * {@link io.datastreamer.job.reject.Rejections#TAG}. Next: {@code enrich}, {@code mediate} for records of network
 * elements, and {@code deliver} for data streams.
 *
 * <p>The public entry is {@link io.datastreamer.job.decode.Decode}. Every kind of input has a decoder with one list of
 * its members; {@link io.datastreamer.job.decode.Value} has the rules for values.
 */
@NullMarked
package io.datastreamer.job.decode;

import org.jspecify.annotations.NullMarked;
