/**
 * AWS Kinesis: sends each document as a record, in calls of {@code PutRecords}.
 *
 * <p>As in every integration there are settings, payload, client, and the factory that the list of integrations names.
 */
@NullMarked
package io.datastreamer.connectors.kinesis;

import org.jspecify.annotations.NullMarked;
