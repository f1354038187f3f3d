package io.datastreamer.job.record;

import org.jspecify.annotations.Nullable;

/** Builds a {@link PdpContext} from the members that are known; all others stay unknown. For one thread. */
public final class PdpContextBuilder {
    private @Nullable String pdpContextId;
    private long tunnelCreatedMillis = PdpContext.NO_TIME;
    private @Nullable String gtpVersion;
    private @Nullable String ggsnControlPlaneIpAddress;
    private @Nullable String ggsnDataPlaneIpAddress;
    private @Nullable String sgsnControlPlaneIpAddress;
    private @Nullable String sgsnDataPlaneIpAddress;
    private @Nullable String region;
    private @Nullable String breakoutIp;
    private @Nullable String apn;
    private long nsapi = Absent.NUMBER;
    private @Nullable String ueIpAddress;
    private @Nullable String imeisv;
    private @Nullable String mcc;
    private @Nullable String mnc;
    private long lac = Absent.NUMBER;
    private long sac = Absent.NUMBER;
    private long rac = Absent.NUMBER;
    private long ci = Absent.NUMBER;
    private long ratType = Absent.NUMBER;
    private long txTeidControlPlane = Absent.NUMBER;
    private long txTeidDataPlane = Absent.NUMBER;
    private long rxTeid = Absent.NUMBER;
    private @Nullable String imsi;
    private long tac = Absent.NUMBER;
    private long eci = Absent.NUMBER;
    private long nci = Absent.NUMBER;

    public PdpContextBuilder pdpContextId(@Nullable String value) {
        pdpContextId = value;
        return this;
    }

    /** When it was created, milliseconds since the epoch; {@link PdpContext#NO_TIME} when unknown. */
    public PdpContextBuilder tunnelCreatedMillis(long value) {
        tunnelCreatedMillis = value;
        return this;
    }

    public PdpContextBuilder gtpVersion(@Nullable String value) {
        gtpVersion = value;
        return this;
    }

    public PdpContextBuilder ggsnControlPlaneIpAddress(@Nullable String value) {
        ggsnControlPlaneIpAddress = value;
        return this;
    }

    public PdpContextBuilder ggsnDataPlaneIpAddress(@Nullable String value) {
        ggsnDataPlaneIpAddress = value;
        return this;
    }

    public PdpContextBuilder sgsnControlPlaneIpAddress(@Nullable String value) {
        sgsnControlPlaneIpAddress = value;
        return this;
    }

    public PdpContextBuilder sgsnDataPlaneIpAddress(@Nullable String value) {
        sgsnDataPlaneIpAddress = value;
        return this;
    }

    public PdpContextBuilder region(@Nullable String value) {
        region = value;
        return this;
    }

    public PdpContextBuilder breakoutIp(@Nullable String value) {
        breakoutIp = value;
        return this;
    }

    public PdpContextBuilder apn(@Nullable String value) {
        apn = value;
        return this;
    }

    public PdpContextBuilder nsapi(long value) {
        nsapi = value;
        return this;
    }

    public PdpContextBuilder ueIpAddress(@Nullable String value) {
        ueIpAddress = value;
        return this;
    }

    public PdpContextBuilder imeisv(@Nullable String value) {
        imeisv = value;
        return this;
    }

    public PdpContextBuilder mcc(@Nullable String value) {
        mcc = value;
        return this;
    }

    public PdpContextBuilder mnc(@Nullable String value) {
        mnc = value;
        return this;
    }

    public PdpContextBuilder lac(long value) {
        lac = value;
        return this;
    }

    public PdpContextBuilder sac(long value) {
        sac = value;
        return this;
    }

    public PdpContextBuilder rac(long value) {
        rac = value;
        return this;
    }

    public PdpContextBuilder ci(long value) {
        ci = value;
        return this;
    }

    public PdpContextBuilder ratType(long value) {
        ratType = value;
        return this;
    }

    public PdpContextBuilder txTeidControlPlane(long value) {
        txTeidControlPlane = value;
        return this;
    }

    public PdpContextBuilder txTeidDataPlane(long value) {
        txTeidDataPlane = value;
        return this;
    }

    public PdpContextBuilder rxTeid(long value) {
        rxTeid = value;
        return this;
    }

    public PdpContextBuilder imsi(@Nullable String value) {
        imsi = value;
        return this;
    }

    public PdpContextBuilder tac(long value) {
        tac = value;
        return this;
    }

    public PdpContextBuilder eci(long value) {
        eci = value;
        return this;
    }

    public PdpContextBuilder nci(long value) {
        nci = value;
        return this;
    }

    /** The context. */
    public PdpContext build() {
        return new PdpContext(
                pdpContextId,
                tunnelCreatedMillis,
                gtpVersion,
                ggsnControlPlaneIpAddress,
                ggsnDataPlaneIpAddress,
                sgsnControlPlaneIpAddress,
                sgsnDataPlaneIpAddress,
                region,
                breakoutIp,
                apn,
                nsapi,
                ueIpAddress,
                imeisv,
                mcc,
                mnc,
                lac,
                sac,
                rac,
                ci,
                ratType,
                txTeidControlPlane,
                txTeidDataPlane,
                rxTeid,
                imsi,
                tac,
                eci,
                nci);
    }
}
