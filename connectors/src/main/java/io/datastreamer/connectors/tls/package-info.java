/** Certificates and keys that customers give for TLS: as PEM in settings, checked before they are used. */
@NullMarked
package io.datastreamer.connectors.tls;

import org.jspecify.annotations.NullMarked;
