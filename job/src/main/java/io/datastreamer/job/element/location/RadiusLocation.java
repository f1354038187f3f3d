package io.datastreamer.job.element.location;

import io.datastreamer.job.record.Absent;
import io.datastreamer.job.record.Cell;
import org.jspecify.annotations.Nullable;

/**
 * Reads user locations as RADIUS encodes them (3GPP TS 29.061, clause 16.4.7.2, 3GPP-User-Location-Info): one octet
 * says what follows.
 */
public final class RadiusLocation {
    private static final int CGI = 0;
    private static final int SAI = 1;
    private static final int RAI = 2;
    private static final int TAI = 128;
    private static final int ECGI = 129;
    private static final int TAI_AND_ECGI = 130;
    private static final int ENODEB = 131;
    private static final int TAI_AND_ENODEB = 132;
    private static final int EXTENDED_ENODEB = 133;
    private static final int TAI_AND_EXTENDED_ENODEB = 134;
    private static final int NCGI = 135;
    private static final int TAI_5G = 136;
    private static final int TAI_5G_AND_NCGI = 137;
    private static final int NG_RAN_NODE = 138;
    private static final int TAI_5G_AND_NG_RAN_NODE = 139;

    private static final int PLMN_OCTETS = 3;

    private RadiusLocation() {}

    /**
     * Reads the attribute's value.
     *
     * @return null if there are fewer octets than the type requires
     */
    public static @Nullable UserLocation read(byte[] octets) {
        if (octets.length == 0) {
            return null;
        }
        int type = octets[0] & 0xFF;
        if (octets.length < 1 + lengthOf(type)) {
            return null;
        }
        int at = 1 + PLMN_OCTETS;
        Cell cell = switch (type) {
            case CGI ->
                Cell.of2g3g(
                        Octets.number(octets, at, 2), Absent.NUMBER, Absent.NUMBER, Octets.number(octets, at + 2, 2));
            case SAI ->
                Cell.of2g3g(
                        Octets.number(octets, at, 2), Octets.number(octets, at + 2, 2), Absent.NUMBER, Absent.NUMBER);
            // the routing area code is the higher of two octets, the lower one is filler
            case RAI ->
                Cell.of2g3g(
                        Octets.number(octets, at, 2), Absent.NUMBER, Octets.number(octets, at + 2, 1), Absent.NUMBER);
            case TAI, TAI_AND_ENODEB, TAI_AND_EXTENDED_ENODEB ->
                Cell.of4g5g(Octets.number(octets, at, 2), Absent.NUMBER, Absent.NUMBER);
            case ECGI -> Cell.of4g5g(Absent.NUMBER, Octets.eci(octets, at), Absent.NUMBER);
            case TAI_AND_ECGI ->
                Cell.of4g5g(Octets.number(octets, at, 2), Octets.eci(octets, at + 2 + PLMN_OCTETS), Absent.NUMBER);
            case NCGI -> Cell.of4g5g(Absent.NUMBER, Absent.NUMBER, Octets.nci(octets, at));
            case TAI_5G, TAI_5G_AND_NG_RAN_NODE ->
                Cell.of4g5g(Octets.number(octets, at, 3), Absent.NUMBER, Absent.NUMBER);
            case TAI_5G_AND_NCGI ->
                Cell.of4g5g(Octets.number(octets, at, 3), Absent.NUMBER, Octets.nci(octets, at + 3 + PLMN_OCTETS));
            default -> Cell.UNKNOWN;
        };
        return lengthOf(type) > 0 ? new UserLocation(PlmnOctets.read(octets, 1), cell) : UserLocation.UNKNOWN;
    }

    private static int lengthOf(int type) {
        return switch (type) {
            case CGI, SAI, RAI, ECGI -> PLMN_OCTETS + 4;
            // of a base station, only the network is of use
            case ENODEB, EXTENDED_ENODEB, NG_RAN_NODE -> PLMN_OCTETS;
            case TAI, TAI_AND_ENODEB, TAI_AND_EXTENDED_ENODEB -> PLMN_OCTETS + 2;
            case TAI_AND_ECGI -> PLMN_OCTETS + 2 + PLMN_OCTETS + 4;
            case NCGI -> PLMN_OCTETS + 5;
            case TAI_5G, TAI_5G_AND_NG_RAN_NODE -> PLMN_OCTETS + 3;
            case TAI_5G_AND_NCGI -> PLMN_OCTETS + 3 + PLMN_OCTETS + 5;
            default -> 0;
        };
    }
}
