/**
 * The customer's own HTTP server: RestAPI (one document a request) and RestAPI in Bulk.
 *
 * <p>As in every integration there are settings, payload, client, and the factory that the list of integrations names.
 */
@NullMarked
package io.datastreamer.connectors.rest;

import org.jspecify.annotations.NullMarked;
