/** What data streams notice of others: of sick and hanging endpoints, of replays, of crowds. */
@NullMarked
package io.datastreamer.benchmarks.isolation;

import org.jspecify.annotations.NullMarked;
