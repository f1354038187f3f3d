/**
 * Writes files of raw records, SIMs, catalog and data streams for load tests, which are the same for the same seed. The
 * entry is {@link io.datastreamer.tools.generate.Generate}.
 */
@NullMarked
package io.datastreamer.tools.generate;

import org.jspecify.annotations.NullMarked;
