/**
 * What an integration is to those who send by it: {@link io.datastreamer.connectors.spi.Integration} validates a
 * stream's settings and opens a {@link io.datastreamer.connectors.spi.Client}, which sends a
 * {@link io.datastreamer.connectors.spi.Batch} and tells one {@link io.datastreamer.connectors.spi.Outcome}.
 */
@NullMarked
package io.datastreamer.connectors.spi;

import org.jspecify.annotations.NullMarked;
