/**
 * The interface between integrations and those who send through them: {@link
 * io.datastreamer.connectors.spi.Integration} validates a stream's settings and opens a {@link
 * io.datastreamer.connectors.spi.Client}, which sends a {@link io.datastreamer.connectors.spi.Batch} and returns one
 * {@link io.datastreamer.connectors.spi.Outcome}.
 */
@NullMarked
package io.datastreamer.connectors.spi;

import org.jspecify.annotations.NullMarked;
