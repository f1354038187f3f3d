@NullMarked
package io.datastreamer.connectors.azure;

import org.jspecify.annotations.NullMarked;
