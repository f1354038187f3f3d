/**
 * AWS EventBridge: sends each document as an event, in calls of {@code PutEvents}.
 *
 * <p>As in every integration there are settings, payload, client, and the factory that the list of integrations names.
 */
@NullMarked
package io.datastreamer.connectors.eventbridge;

import org.jspecify.annotations.NullMarked;
