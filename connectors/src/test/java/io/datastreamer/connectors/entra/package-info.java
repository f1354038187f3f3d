@NullMarked
package io.datastreamer.connectors.entra;

import org.jspecify.annotations.NullMarked;
