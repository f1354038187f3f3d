/** Settings of a data stream: their members, how they are read, and their faults. */
@NullMarked
package io.datastreamer.connectors.settings;

import org.jspecify.annotations.NullMarked;
