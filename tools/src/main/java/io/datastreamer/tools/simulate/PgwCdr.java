package io.datastreamer.tools.simulate;

import org.jspecify.annotations.Nullable;
import static io.datastreamer.tools.simulate.CdrOctets.address;
import static io.datastreamer.tools.simulate.CdrOctets.digits;
import static io.datastreamer.tools.simulate.CdrOctets.time;
import static java.nio.charset.StandardCharsets.US_ASCII;

/**
 * A gateway's record of one PDP context or bearer (3GPP TS 32.298, clause 5.1.2.1: PGW-CDR). Times are in seconds since
 * the epoch.
 *
 * @param imsi null to leave it out
 * @param gateway the gateway's address
 * @param servingNode the address of the SGSN or SGW
 * @param plmn the concatenated MCC and MNC
 * @param ratType the radio access, as numbered in 3GPP TS 29.061
 * @param area the tracking area in 4G, otherwise the location area
 * @param cell the cell, or service area in 3G
 * @param start start of the session
 * @param opening start of this record
 * @param end end of this record
 * @param cause why it was closed
 * @param number its number among the session's records, from 1
 * @param sequence its number among all records of the gateway
 */
public record PgwCdr(
        @Nullable String imsi,
        long chargingId,
        String gateway,
        String servingNode,
        String apn,
        String ueAddress,
        String imeisv,
        String plmn,
        int ratType,
        long area,
        long cell,
        long start,
        long opening,
        long end,
        int cause,
        int number,
        int sequence,
        long tx,
        long rx) {

    static final int RECORD_TYPE = 85;

    private static final int PGW_CDR = 79;
    private static final String NODE = "pgw01";
    private static final int GERAN = 2;
    private static final int EUTRAN = 6;
    private static final int SGSN = 0;
    private static final int SGW = 2;

    /** Its octets, with the header of a record (TS 32.297). */
    public byte[] framed() {
        return CdrOctets.framed(BerElement.of(
                PGW_CDR,
                BerElement.number(0, RECORD_TYPE),
                imsi == null ? new byte[0] : BerElement.value(3, digits(imsi)),
                BerElement.of(4, BerElement.value(0, address(gateway))),
                BerElement.number(5, chargingId),
                BerElement.of(6, BerElement.value(0, address(servingNode))),
                BerElement.value(7, apn.getBytes(US_ASCII)),
                BerElement.value(8, new byte[] {(byte) 0xF1, 0x21}),
                BerElement.of(9, BerElement.of(0, BerElement.value(0, address(ueAddress)))),
                BerElement.value(13, time(opening)),
                BerElement.number(14, end - opening),
                BerElement.number(15, cause),
                BerElement.number(17, number),
                BerElement.value(18, NODE.getBytes(US_ASCII)),
                BerElement.number(20, sequence),
                BerElement.value(23, new byte[] {4, 0}),
                BerElement.value(27, CdrOctets.plmn(plmn)),
                BerElement.value(29, digits(imeisv)),
                BerElement.number(30, ratType),
                BerElement.value(32, location()),
                tx + rx == 0 ? new byte[0] : containers(),
                BerElement.of(35, BerElement.enumerated(ratType == EUTRAN ? SGW : SGSN)),
                BerElement.value(38, time(start))));
    }

    private byte[] containers() {
        return BerElement.of(
                34,
                BerElement.sequence(
                        BerElement.number(1, 1),
                        // the time limit, one of 35 conditions
                        BerElement.value(8, new byte[] {0, 0, 0x40, 0, 0}),
                        BerElement.number(12, tx),
                        BerElement.number(13, rx),
                        BerElement.value(14, time(end))));
    }

    // 3GPP TS 29.274, clause 8.21, of an area and a cell of 4G; TS 29.060, clause 7.7.51, of a cell or service area
    private byte[] location() {
        byte[] network = CdrOctets.plmn(plmn);
        byte[] octets = new byte[ratType == EUTRAN ? 13 : 8];
        octets[0] = (byte) (ratType == EUTRAN ? 0x18 : ratType == GERAN ? 0 : 1);
        System.arraycopy(network, 0, octets, 1, network.length);
        put(octets, 4, 2, area);
        if (ratType == EUTRAN) {
            System.arraycopy(network, 0, octets, 6, network.length);
            put(octets, 9, 4, cell);
        } else {
            put(octets, 6, 2, cell);
        }
        return octets;
    }

    private static void put(byte[] octets, int at, int count, long number) {
        for (int i = 0; i < count; i++) {
            octets[at + i] = (byte) (number >> (8 * (count - 1 - i)));
        }
    }
}
