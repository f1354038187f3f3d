package io.datastreamer.job.element.location;

import io.datastreamer.job.record.Plmn;
import org.jspecify.annotations.Nullable;

/**
 * Reads a PLMN from three octets, as signalling encodes it (3GPP TS 24.008, clause 10.5.1.3): a digit in each half of
 * an octet.
 */
public final class PlmnOctets {
    private static final int FILLER = 0xF;

    private PlmnOctets() {}

    /** The PLMN at a place; null if a digit is invalid. */
    public static @Nullable Plmn read(byte[] octets, int at) {
        int mcc1 = octets[at] & 0xF;
        int mcc2 = octets[at] >> 4 & 0xF;
        int mcc3 = octets[at + 1] & 0xF;
        int mnc3 = octets[at + 1] >> 4 & 0xF;
        int mnc1 = octets[at + 2] & 0xF;
        int mnc2 = octets[at + 2] >> 4 & 0xF;
        if (mcc1 > 9 || mcc2 > 9 || mcc3 > 9 || mnc1 > 9 || mnc2 > 9 || (mnc3 > 9 && mnc3 != FILLER)) {
            return null;
        }
        String mnc = "" + mnc1 + mnc2 + (mnc3 == FILLER ? "" : String.valueOf(mnc3));
        return new Plmn("" + mcc1 + mcc2 + mcc3, mnc);
    }
}
