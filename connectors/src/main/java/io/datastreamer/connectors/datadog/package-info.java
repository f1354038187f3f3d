/**
 * DataDog: metrics of usage, as points of time series.
 *
 * <p>As in every integration there are settings, payload, client, and the factory that the list of integrations names.
 */
@NullMarked
package io.datastreamer.connectors.datadog;

import org.jspecify.annotations.NullMarked;
