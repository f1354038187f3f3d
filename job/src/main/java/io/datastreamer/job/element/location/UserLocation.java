package io.datastreamer.job.element.location;

import io.datastreamer.job.record.Cell;
import io.datastreamer.job.record.Plmn;
import org.jspecify.annotations.Nullable;

/**
 * Where a SIM is, as signalling told it. Each way to write it in octets is a class here: {@link RadiusLocation},
 * {@link Gtpv1Location}, {@link Gtpv2Location}, {@link StructuredLocation}.
 *
 * @param plmn the network of the cell; null when not told
 * @param cell the cell or area
 */
public record UserLocation(@Nullable Plmn plmn, Cell cell) {
    /** No location, or one of a kind that is not known. */
    public static final UserLocation UNKNOWN = new UserLocation(null, Cell.UNKNOWN);
}
