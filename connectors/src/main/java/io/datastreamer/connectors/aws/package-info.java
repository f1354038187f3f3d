/**
 * Code shared by the integrations with AWS: the SDK over our own transport, the choice of credentials, and the meaning
 * of failures.
 */
@NullMarked
package io.datastreamer.connectors.aws;

import org.jspecify.annotations.NullMarked;
