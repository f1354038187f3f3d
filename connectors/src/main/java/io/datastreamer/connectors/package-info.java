/**
 * Integrations: how a batch of documents reaches a customer's place. Knows nothing of Flink and nothing of raw records.
 *
 * <p>What an integration is stands in {@code spi}, what its settings are in {@code settings}; each integration has a
 * package of its own, which knows these two and what all share. They stand in one list:
 * {@link io.datastreamer.connectors.Integrations}.
 */
@NullMarked
package io.datastreamer.connectors;

import org.jspecify.annotations.NullMarked;
