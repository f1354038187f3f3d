/**
 * HTTP requests to customers' servers: one transport for the process, one channel for each client, and for each request
 * exactly one result within the deadline, whatever the receiver does.
 */
@NullMarked
package io.datastreamer.connectors.http;

import org.jspecify.annotations.NullMarked;
