/**
 * AWS SNS: sends each document as a message, in calls of {@code PublishBatch}.
 *
 * <p>As in every integration there are settings, payload, client, and the factory that the list of integrations names.
 */
@NullMarked
package io.datastreamer.connectors.sns;

import org.jspecify.annotations.NullMarked;
