/**
 * The formats that network elements write, each a plain class from bytes to {@link
 * io.datastreamer.job.record.SessionRecord}s. In: a raw record as its format frames it. Out: what it says of a session,
 * why it is of no use, or why it is rejected. Knows nothing of other records. Next: mediation.
 */
@NullMarked
package io.datastreamer.job.element;

import org.jspecify.annotations.NullMarked;
