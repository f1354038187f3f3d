package io.datastreamer.job.element.location;

import io.datastreamer.job.record.Absent;
import io.datastreamer.job.record.Cell;
import org.jspecify.annotations.Nullable;

/**
 * Reads user locations as SGSNs encode them for GTPv1 (3GPP TS 29.060, clause 7.7.51): one octet says which of three
 * follows, all of the same length.
 */
public final class Gtpv1Location {
    private static final int CGI = 0;
    private static final int SAI = 1;
    private static final int RAI = 2;
    private static final int LENGTH = 8;
    private static final int LAC = 4;
    private static final int LAST = 6;

    private Gtpv1Location() {}

    /** Whether the first octet is one of this coding. */
    public static boolean isTypeOf(byte octet) {
        return octet >= CGI && octet <= RAI;
    }

    /**
     * Reads the value of the information element.
     *
     * @param from place of its first octet
     * @return null if there are too few octets
     */
    public static @Nullable UserLocation read(byte[] octets, int from, int to) {
        if (to - from < LENGTH) {
            return null;
        }
        long lac = Octets.number(octets, from + LAC, 2);
        Cell cell = switch (octets[from]) {
            case CGI -> Cell.of2g3g(lac, Absent.NUMBER, Absent.NUMBER, Octets.number(octets, from + LAST, 2));
            case SAI -> Cell.of2g3g(lac, Octets.number(octets, from + LAST, 2), Absent.NUMBER, Absent.NUMBER);
            // the routing area code is the higher of two octets, the lower one is filler
            case RAI -> Cell.of2g3g(lac, Absent.NUMBER, Octets.number(octets, from + LAST, 1), Absent.NUMBER);
            default -> Cell.UNKNOWN;
        };
        return cell.isKnown() ? new UserLocation(PlmnOctets.read(octets, from + 1), cell) : UserLocation.UNKNOWN;
    }
}
