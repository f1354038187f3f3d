@NullMarked
package io.datastreamer.connectors.webhook;

import org.jspecify.annotations.NullMarked;
