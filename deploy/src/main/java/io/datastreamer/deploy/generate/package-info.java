/**
 * Writes files of raw records, SIMs, catalog and data streams for load tests, the same for the same seed. The entry is
 * {@link io.datastreamer.deploy.generate.Generate}.
 */
@NullMarked
package io.datastreamer.deploy.generate;

import org.jspecify.annotations.NullMarked;
