package io.datastreamer.job.decode;

import io.datastreamer.job.record.Absent;
import io.datastreamer.job.record.PdpContext;
import io.datastreamer.job.reject.MalformedRecord;
import java.util.EnumSet;
import org.jspecify.annotations.Nullable;

/** Decodes PDP contexts (the product document, section 3.1.5, and the TEIDs of its sample). */
final class PdpContextDecoder {
    private enum Member {
        PDP_CONTEXT_ID,
        TUNNEL_CREATED,
        GTP_VERSION,
        GGSN_CONTROL_PLANE_IP_ADDRESS,
        GGSN_DATA_PLANE_IP_ADDRESS,
        SGSN_CONTROL_PLANE_IP_ADDRESS,
        SGSN_DATA_PLANE_IP_ADDRESS,
        REGION,
        BREAKOUT_IP,
        APN,
        NSAPI,
        UE_IP_ADDRESS,
        IMEISV,
        MCC,
        MNC,
        LAC,
        SAC,
        RAC,
        CI,
        RAT_TYPE,
        TX_TEID_CONTROL_PLANE,
        TX_TEID_DATA_PLANE,
        RX_TEID,
        IMSI
    }

    private static final Members<Member> MEMBERS = Members.of(Member.class, EnumSet.noneOf(Member.class));

    private PdpContextDecoder() {}

    static PdpContext decode(RecordReader reader) throws MalformedRecord {
        @Nullable String pdpContextId = null;
        long tunnelCreatedMillis = PdpContext.NO_TIME;
        @Nullable String gtpVersion = null;
        @Nullable String ggsnControlPlane = null;
        @Nullable String ggsnDataPlane = null;
        @Nullable String sgsnControlPlane = null;
        @Nullable String sgsnDataPlane = null;
        @Nullable String region = null;
        @Nullable String breakoutIp = null;
        @Nullable String apn = null;
        long nsapi = Absent.NUMBER;
        @Nullable String ueIpAddress = null;
        @Nullable String imeisv = null;
        @Nullable String mcc = null;
        @Nullable String mnc = null;
        long lac = Absent.NUMBER;
        long sac = Absent.NUMBER;
        long rac = Absent.NUMBER;
        long ci = Absent.NUMBER;
        long ratType = Absent.NUMBER;
        long txTeidControlPlane = Absent.NUMBER;
        long txTeidDataPlane = Absent.NUMBER;
        long rxTeid = Absent.NUMBER;
        @Nullable String imsi = null;

        reader.enterObject();
        Value value = reader.value();
        Member member;
        while ((member = reader.next(MEMBERS)) != null) {
            switch (member) {
                case PDP_CONTEXT_ID -> pdpContextId = value.textOrNumber();
                case TUNNEL_CREATED -> tunnelCreatedMillis = value.timeUtcByDefault();
                case GTP_VERSION -> gtpVersion = value.textOrNumber();
                case GGSN_CONTROL_PLANE_IP_ADDRESS -> ggsnControlPlane = value.text();
                case GGSN_DATA_PLANE_IP_ADDRESS -> ggsnDataPlane = value.text();
                case SGSN_CONTROL_PLANE_IP_ADDRESS -> sgsnControlPlane = value.text();
                case SGSN_DATA_PLANE_IP_ADDRESS -> sgsnDataPlane = value.text();
                case REGION -> region = value.text();
                case BREAKOUT_IP -> breakoutIp = value.text();
                case APN -> apn = value.text();
                case NSAPI -> nsapi = value.number();
                case UE_IP_ADDRESS -> ueIpAddress = value.text();
                case IMEISV -> imeisv = value.text();
                case MCC -> mcc = Identifiers.mcc(value);
                case MNC -> mnc = Identifiers.mnc(value);
                case LAC -> lac = value.number();
                case SAC -> sac = value.number();
                case RAC -> rac = value.number();
                case CI -> ci = value.number();
                case RAT_TYPE -> ratType = value.number();
                case TX_TEID_CONTROL_PLANE -> txTeidControlPlane = value.number();
                case TX_TEID_DATA_PLANE -> txTeidDataPlane = value.number();
                case RX_TEID -> rxTeid = value.number();
                case IMSI -> imsi = Identifiers.imsi(value);
            }
        }
        return new PdpContext(
                pdpContextId,
                tunnelCreatedMillis,
                gtpVersion,
                ggsnControlPlane,
                ggsnDataPlane,
                sgsnControlPlane,
                sgsnDataPlane,
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
                imsi);
    }
}
