@NullMarked
package io.datastreamer.connectors.eventbridge;

import org.jspecify.annotations.NullMarked;
