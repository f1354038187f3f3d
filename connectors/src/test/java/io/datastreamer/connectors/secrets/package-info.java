@NullMarked
package io.datastreamer.connectors.secrets;

import org.jspecify.annotations.NullMarked;
