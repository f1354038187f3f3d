@NullMarked
package io.datastreamer.connectors.benchmark;

import org.jspecify.annotations.NullMarked;
