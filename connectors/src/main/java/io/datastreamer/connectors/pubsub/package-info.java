/**
 * Google Cloud Pub/Sub: sends each document as a message, in calls of {@code topics.publish}.
 *
 * <p>As in every integration there are settings, payload, client, and the factory that the list of integrations names.
 */
@NullMarked
package io.datastreamer.connectors.pubsub;

import org.jspecify.annotations.NullMarked;
