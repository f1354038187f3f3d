package io.datastreamer.job.element.location;

import io.datastreamer.job.element.cdr.BerCursor;
import io.datastreamer.job.record.Absent;
import io.datastreamer.job.record.Cell;
import io.datastreamer.job.record.Plmn;
import io.datastreamer.job.reject.MalformedRecord;
import org.jspecify.annotations.Nullable;

/**
 * Reads user locations in ASN.1, as charging functions of 5G write them (3GPP TS 32.298, clause 5.2.5.2, UserLocation):
 * a choice of accesses, each with an area and a cell. Cell identities are hexadecimal text. Not thread-safe.
 */
public final class StructuredLocation {
    private static final int EUTRA = 0;
    private static final int NR = 1;
    private static final int AREA = 0;
    private static final int CELL = 1;
    private static final int PLMN = 0;
    private static final int CODE = 1;
    private static final int PLMN_OCTETS = 3;
    private static final int MOST_OCTETS_OF_AREA = 3;

    private final BerCursor accesses = new BerCursor();
    private final BerCursor places = new BerCursor();
    private final BerCursor parts = new BerCursor();
    private @Nullable Plmn plmn;

    /**
     * Reads the contents of the member.
     *
     * @throws MalformedRecord when they are no BER
     */
    public UserLocation read(byte[] octets, int from, int to) throws MalformedRecord {
        accesses.over(octets, from, to);
        while (accesses.next()) {
            if (accesses.isConstructed() && (accesses.tag() == EUTRA || accesses.tag() == NR)) {
                return ofAccess(octets, accesses.tag() == NR);
            }
        }
        return UserLocation.UNKNOWN;
    }

    private UserLocation ofAccess(byte[] octets, boolean nr) throws MalformedRecord {
        plmn = null;
        long area = Absent.NUMBER;
        long cell = Absent.NUMBER;
        places.over(octets, accesses.start(), accesses.stop());
        while (places.next()) {
            if (places.tag() == AREA) {
                area = code(octets, true);
            } else if (places.tag() == CELL) {
                cell = code(octets, false);
            }
        }
        if (area == Absent.NUMBER && cell == Absent.NUMBER) {
            return UserLocation.UNKNOWN;
        }
        return new UserLocation(
                plmn, nr ? Cell.of4g5g(area, Absent.NUMBER, cell) : Cell.of4g5g(area, cell, Absent.NUMBER));
    }

    private long code(byte[] octets, boolean area) throws MalformedRecord {
        long code = Absent.NUMBER;
        parts.over(octets, places.start(), places.stop());
        while (parts.next()) {
            int length = parts.stop() - parts.start();
            if (parts.tag() == PLMN && length == PLMN_OCTETS) {
                plmn = PlmnOctets.read(octets, parts.start());
            } else if (parts.tag() == CODE) {
                code = area && length <= MOST_OCTETS_OF_AREA
                        ? Octets.number(octets, parts.start(), length)
                        : hexadecimal(octets, parts.start(), parts.stop());
            }
        }
        return code;
    }

    private static long hexadecimal(byte[] octets, int from, int to) {
        long number = 0;
        for (int i = from; i < to; i++) {
            int digit = Character.digit(octets[i], 16);
            if (digit < 0 || number >> 40 != 0) {
                return Absent.NUMBER;
            }
            number = number << 4 | digit;
        }
        return from == to ? Absent.NUMBER : number;
    }
}
