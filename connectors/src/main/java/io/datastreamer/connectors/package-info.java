/**
 * Integrations: how a batch of documents reaches a customer's place. Does not depend on Flink or on raw records.
 *
 * <p>{@code spi} defines what an integration is, and {@code settings} its settings; each integration has its own
 * package, which depends on these two and on shared packages. {@link io.datastreamer.connectors.Integrations} is the
 * list of all integrations.
 */
@NullMarked
package io.datastreamer.connectors;

import org.jspecify.annotations.NullMarked;
