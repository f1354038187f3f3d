/**
 * What the integrations with AWS share: the SDK over our own transport, whose credentials are used, and what a failure
 * means.
 */
@NullMarked
package io.datastreamer.connectors.aws;

import org.jspecify.annotations.NullMarked;
