@NullMarked
package io.datastreamer.connectors.tls;

import org.jspecify.annotations.NullMarked;
