/**
 * keen.io: sends batches of documents to one of two collections.
 *
 * <p>As in every integration there are settings, payload, client, and the factory that the list of integrations names.
 */
@NullMarked
package io.datastreamer.connectors.keen;

import org.jspecify.annotations.NullMarked;
