/**
 * AWS S3: writes each batch as an object.
 *
 * <p>As in every integration there are settings, payload, client, and the factory that the list of integrations names.
 */
@NullMarked
package io.datastreamer.connectors.s3;

import org.jspecify.annotations.NullMarked;
