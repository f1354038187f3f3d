/**
 * Mediation: puts the records of a session together. In: {@link io.datastreamer.job.record.SessionRecord}s, keyed by a
 * shard of their element. Out: network and billing records, whose ids stay the same whenever, in whichever order and
 * however often the element's records are read; records that cannot be used are rejected. Next: enrich.
 *
 * <p>{@code Mediator} decides, {@code Counters} does the sums; both know nothing of Flink. The state is one
 * {@code Session} for each session, open or ended; ended ones are kept as long as late records are accepted.
 */
@NullMarked
package io.datastreamer.job.mediate;

import org.jspecify.annotations.NullMarked;
