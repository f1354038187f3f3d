package io.datastreamer.job.element.location;

import io.datastreamer.job.record.Absent;
import io.datastreamer.job.record.Cell;
import org.jspecify.annotations.Nullable;

/**
 * Reads user locations as MMEs and S4-SGSNs encode them for GTPv2 (3GPP TS 29.274, clause 8.21): the bits of one octet
 * say which of up to eight follow, in the order of the bits.
 */
public final class Gtpv2Location {
    private static final int CGI = 1;
    private static final int SAI = 1 << 1;
    private static final int RAI = 1 << 2;
    private static final int TAI = 1 << 3;
    private static final int ECGI = 1 << 4;
    private static final int LAI = 1 << 5;

    private static final int PLMN_OCTETS = 3;
    private static final int CGI_OCTETS = 7;
    private static final int SAI_OCTETS = 7;
    private static final int RAI_OCTETS = 7;
    private static final int TAI_OCTETS = 5;
    private static final int ECGI_OCTETS = 7;
    private static final int LAI_OCTETS = 5;
    private static final int KNOWN = CGI | SAI | RAI | TAI | ECGI | LAI;

    private Gtpv2Location() {}

    /**
     * Reads the value of the information element. Does not read identities of base stations, which may follow.
     *
     * @param from place of its first octet
     * @return null if there are fewer octets than the first one says
     */
    public static @Nullable UserLocation read(byte[] octets, int from, int to) {
        if (from >= to) {
            return null;
        }
        int flags = octets[from];
        if (to - from < 1 + lengthOf(flags)) {
            return null;
        }
        if ((flags & KNOWN) == 0) {
            return UserLocation.UNKNOWN;
        }
        int at = from + 1;
        long lac = Absent.NUMBER;
        long sac = Absent.NUMBER;
        long rac = Absent.NUMBER;
        long ci = Absent.NUMBER;
        long tac = Absent.NUMBER;
        long eci = Absent.NUMBER;
        if ((flags & CGI) != 0) {
            lac = Octets.number(octets, at + PLMN_OCTETS, 2);
            ci = Octets.number(octets, at + PLMN_OCTETS + 2, 2);
            at += CGI_OCTETS;
        }
        if ((flags & SAI) != 0) {
            lac = Octets.number(octets, at + PLMN_OCTETS, 2);
            sac = Octets.number(octets, at + PLMN_OCTETS + 2, 2);
            at += SAI_OCTETS;
        }
        if ((flags & RAI) != 0) {
            lac = Octets.number(octets, at + PLMN_OCTETS, 2);
            // the higher of two octets, the lower one is filler
            rac = Octets.number(octets, at + PLMN_OCTETS + 2, 1);
            at += RAI_OCTETS;
        }
        if ((flags & TAI) != 0) {
            tac = Octets.number(octets, at + PLMN_OCTETS, 2);
            at += TAI_OCTETS;
        }
        if ((flags & ECGI) != 0) {
            eci = Octets.eci(octets, at + PLMN_OCTETS);
            at += ECGI_OCTETS;
        }
        if ((flags & LAI) != 0) {
            lac = Octets.number(octets, at + PLMN_OCTETS, 2);
        }
        // all name the same network, that of the cell
        return new UserLocation(
                PlmnOctets.read(octets, from + 1), new Cell(lac, sac, rac, ci, tac, eci, Absent.NUMBER));
    }

    private static int lengthOf(int flags) {
        return ((flags & CGI) != 0 ? CGI_OCTETS : 0)
                + ((flags & SAI) != 0 ? SAI_OCTETS : 0)
                + ((flags & RAI) != 0 ? RAI_OCTETS : 0)
                + ((flags & TAI) != 0 ? TAI_OCTETS : 0)
                + ((flags & ECGI) != 0 ? ECGI_OCTETS : 0)
                + ((flags & LAI) != 0 ? LAI_OCTETS : 0);
    }
}
