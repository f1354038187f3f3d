/**
 * AWS SQS: sends each document as a message, in calls of {@code SendMessageBatch}.
 *
 * <p>As in every integration there are settings, payload, client, and the factory that the list of integrations names.
 */
@NullMarked
package io.datastreamer.connectors.sqs;

import org.jspecify.annotations.NullMarked;
