@NullMarked
package io.datastreamer.connectors;

import org.jspecify.annotations.NullMarked;
