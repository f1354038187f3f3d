/**
 * Decides when something happens: waits in monotonic time, the pace of requests, the wait after a failure, and the
 * turns in which the engine works while input passes. Knows nothing of journals and lanes.
 */
@NullMarked
package io.datastreamer.job.deliver.time;

import org.jspecify.annotations.NullMarked;
