/** Versioned formats of immutable values, for the network and for state. Knows no record. */
@NullMarked
package io.datastreamer.job.serial;

import org.jspecify.annotations.NullMarked;
