package io.datastreamer.job.element.location;

import io.datastreamer.job.record.Cell;
import io.datastreamer.job.record.Plmn;
import org.jspecify.annotations.Nullable;

/**
 * Where a SIM is, as signalling says. Each encoding has a class here: {@link RadiusLocation}, {@link Gtpv1Location},
 * {@link Gtpv2Location}, {@link StructuredLocation}.
 *
 * @param plmn the network of the cell; null if unknown
 * @param cell the cell or area
 */
public record UserLocation(@Nullable Plmn plmn, Cell cell) {
    /** No location, or one of an unknown kind. */
    public static final UserLocation UNKNOWN = new UserLocation(null, Cell.UNKNOWN);
}
