package io.datastreamer.job.record;

import org.jspecify.annotations.Nullable;

/**
 * A packet data session of a SIM (the product document, section 3.1.5). Every member may be unknown: null, or {@link
 * Absent#NUMBER}. Numbers have 64 bits, since TEIDs exceed 2^31.
 *
 * <p>{@code tac}, {@code eci} and {@code nci} say where a SIM of 4G or 5G is ({@link Cell}); the first form of
 * documents has no place for them.
 *
 * @param tunnelCreatedMillis when it was created, milliseconds since the epoch; {@link Long#MIN_VALUE} when unknown
 */
public record PdpContext(
        @Nullable String pdpContextId,
        long tunnelCreatedMillis,
        @Nullable String gtpVersion,
        @Nullable String ggsnControlPlaneIpAddress,
        @Nullable String ggsnDataPlaneIpAddress,
        @Nullable String sgsnControlPlaneIpAddress,
        @Nullable String sgsnDataPlaneIpAddress,
        @Nullable String region,
        @Nullable String breakoutIp,
        @Nullable String apn,
        long nsapi,
        @Nullable String ueIpAddress,
        @Nullable String imeisv,
        @Nullable String mcc,
        @Nullable String mnc,
        long lac,
        long sac,
        long rac,
        long ci,
        long ratType,
        long txTeidControlPlane,
        long txTeidDataPlane,
        long rxTeid,
        @Nullable String imsi,
        long tac,
        long eci,
        long nci) {

    /** {@link #tunnelCreatedMillis} of a context whose beginning is unknown. */
    public static final long NO_TIME = Long.MIN_VALUE;

    /** Whether any member of a 4G or 5G cell is known. */
    public boolean hasCellOf4g5g() {
        return tac != Absent.NUMBER || eci != Absent.NUMBER || nci != Absent.NUMBER;
    }
}
