@NullMarked
package io.datastreamer.connectors.keen;

import org.jspecify.annotations.NullMarked;
