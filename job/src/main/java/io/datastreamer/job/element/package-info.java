/**
 * The formats that network elements write, each a plain class from bytes to
 * {@link io.datastreamer.job.record.SessionRecord}s. Comes in: a raw record as its format frames it. Goes out: what it
 * tells of a session, why it is of no use, or why it is rejected. Knows nothing of other records. Next: mediation.
 */
@NullMarked
package io.datastreamer.job.element;

import org.jspecify.annotations.NullMarked;
