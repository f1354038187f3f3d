/**
 * The customer's own Kafka cluster: settings, payload, client and factory, as in every integration, and a small producer
 * that speaks Kafka's protocol over connections of our own ({@code docs/decisions/0055}).
 */
@NullMarked
package io.datastreamer.connectors.kafka;

import org.jspecify.annotations.NullMarked;
