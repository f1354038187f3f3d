/**
 * The customer's own Kafka cluster: settings, payload, client and factory, as in every integration, and a small
 * producer that speaks Kafka's protocol over our own connections ({@code docs/decisions/0055}).
 */
@NullMarked
package io.datastreamer.connectors.kafka;

import org.jspecify.annotations.NullMarked;
