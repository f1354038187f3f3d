/**
 * AWS S3: a CSV object for each batch.
 *
 * <p>As in every integration there are settings, payload, client, and the factory that the list of integrations names.
 */
@NullMarked
package io.datastreamer.connectors.s3;

import org.jspecify.annotations.NullMarked;
