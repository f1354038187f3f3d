/** Certificates and keys that customers give for TLS: PEM in settings, validated before use. */
@NullMarked
package io.datastreamer.connectors.tls;

import org.jspecify.annotations.NullMarked;
