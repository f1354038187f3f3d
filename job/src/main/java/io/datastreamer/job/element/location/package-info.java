/**
 * Where a SIM is: one type, {@link io.datastreamer.job.element.location.UserLocation}, and a class for each encoding
 * that network elements use.
 */
@NullMarked
package io.datastreamer.job.element.location;

import org.jspecify.annotations.NullMarked;
