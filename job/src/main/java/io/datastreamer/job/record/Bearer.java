package io.datastreamer.job.record;

import org.jspecify.annotations.Nullable;

/**
 * What a network element says of a PDP context or packet session, or of a SIM's registration. Every member may be
 * unknown: null, or {@link Absent#NUMBER}.
 *
 * @param imsi the SIM's
 * @param plmn the visited network
 * @param contextId the element's own number of the context (charging id), in decimal
 * @param apn access point name, or data network name
 * @param nsapi NSAPI, or EPS bearer identity
 * @param ueIpAddress the SIM's address or prefix
 * @param imeisv IMEISV, or the IMEI if the software version is unknown
 * @param ratType radio access, numbers of 3GPP TS 29.061
 * @param sgsnAddress of SGSN or SGW
 * @param ggsnAddress of GGSN or PGW
 * @param cell where the SIM is
 */
public record Bearer(
        @Nullable String imsi,
        @Nullable Plmn plmn,
        @Nullable String contextId,
        @Nullable String apn,
        long nsapi,
        @Nullable String ueIpAddress,
        @Nullable String imeisv,
        long ratType,
        @Nullable String sgsnAddress,
        @Nullable String ggsnAddress,
        Cell cell) {

    /** Nothing is known. */
    public static final Bearer UNKNOWN =
            new Bearer(null, null, null, null, Absent.NUMBER, null, null, Absent.NUMBER, null, null, Cell.UNKNOWN);

    /** This bearer, with unknown members taken from another one. The cell is taken as a whole. */
    public Bearer completedBy(Bearer other) {
        return new Bearer(
                imsi != null ? imsi : other.imsi,
                plmn != null ? plmn : other.plmn,
                contextId != null ? contextId : other.contextId,
                apn != null ? apn : other.apn,
                nsapi != Absent.NUMBER ? nsapi : other.nsapi,
                ueIpAddress != null ? ueIpAddress : other.ueIpAddress,
                imeisv != null ? imeisv : other.imeisv,
                ratType != Absent.NUMBER ? ratType : other.ratType,
                sgsnAddress != null ? sgsnAddress : other.sgsnAddress,
                ggsnAddress != null ? ggsnAddress : other.ggsnAddress,
                cell.isKnown() ? cell : other.cell);
    }

    /** The part that is needed to bill late records of an ended session. */
    public Bearer remains() {
        return new Bearer(
                imsi, plmn, contextId, null, Absent.NUMBER, null, null, Absent.NUMBER, null, null, Cell.UNKNOWN);
    }

    /**
     * Converts it to a PDP context of raw network records.
     *
     * @param tunnelCreatedMillis when it began, or {@link PdpContext#NO_TIME}
     */
    public PdpContext toPdpContext(long tunnelCreatedMillis) {
        return new PdpContextBuilder()
                .pdpContextId(contextId)
                .tunnelCreatedMillis(tunnelCreatedMillis)
                .ggsnControlPlaneIpAddress(ggsnAddress)
                .sgsnControlPlaneIpAddress(sgsnAddress)
                .apn(apn)
                .nsapi(nsapi)
                .ueIpAddress(ueIpAddress)
                .imeisv(imeisv)
                .mcc(plmn == null ? null : plmn.mcc())
                .mnc(plmn == null ? null : plmn.mnc())
                .lac(cell.lac())
                .sac(cell.sac())
                .rac(cell.rac())
                .ci(cell.ci())
                .tac(cell.tac())
                .eci(cell.eci())
                .nci(cell.nci())
                .ratType(ratType)
                .imsi(imsi)
                .build();
    }
}
