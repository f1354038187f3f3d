@NullMarked
package io.datastreamer.connectors.google;

import org.jspecify.annotations.NullMarked;
