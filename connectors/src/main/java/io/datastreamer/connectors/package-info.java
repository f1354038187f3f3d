/**
 * Integrations: how a batch of documents reaches a customer's place. Knows nothing of Flink and nothing of raw records.
 *
 * <p>The contract of an integration is {@link io.datastreamer.connectors.Integration} (validates a stream's settings and
 * opens a client), {@link io.datastreamer.connectors.Client} (sends a batch, tells one
 * {@link io.datastreamer.connectors.Outcome}). All integrations stand in one list:
 * {@link io.datastreamer.connectors.Integrations}.
 */
@NullMarked
package io.datastreamer.connectors;

import org.jspecify.annotations.NullMarked;
