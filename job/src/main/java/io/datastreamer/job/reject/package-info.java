/**
 * Rejected records. In: an origin and a reason, from every stage. Out: {@link io.datastreamer.contract.Rejected} on
 * each stage's side output {@link io.datastreamer.job.reject.Rejections#TAG}, and a counter per {@link
 * io.datastreamer.job.reject.Reason}. Next: the sink of rejected records.
 */
@NullMarked
package io.datastreamer.job.reject;

import org.jspecify.annotations.NullMarked;
