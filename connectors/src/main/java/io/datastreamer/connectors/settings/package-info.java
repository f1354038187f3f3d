/** Settings of a data stream: which members there are, how they are read, and what is wrong with them. */
@NullMarked
package io.datastreamer.connectors.settings;

import org.jspecify.annotations.NullMarked;
