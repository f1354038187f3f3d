package io.datastreamer.job.decode;

import io.datastreamer.job.record.PdpContext;
import io.datastreamer.job.record.PdpContextBuilder;
import io.datastreamer.job.reject.MalformedRecord;
import java.util.EnumSet;

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
        TAC,
        ECI,
        NCI,
        RAT_TYPE,
        TX_TEID_CONTROL_PLANE,
        TX_TEID_DATA_PLANE,
        RX_TEID,
        IMSI
    }

    private static final Members<Member> MEMBERS = Members.of(Member.class, EnumSet.noneOf(Member.class));

    private PdpContextDecoder() {}

    static PdpContext decode(RecordReader reader) throws MalformedRecord {
        PdpContextBuilder context = new PdpContextBuilder();
        reader.enterObject();
        Value value = reader.value();
        Member member;
        while ((member = reader.next(MEMBERS)) != null) {
            switch (member) {
                case PDP_CONTEXT_ID -> context.pdpContextId(value.textOrNumber());
                case TUNNEL_CREATED -> context.tunnelCreatedMillis(value.timeUtcByDefault());
                case GTP_VERSION -> context.gtpVersion(value.textOrNumber());
                case GGSN_CONTROL_PLANE_IP_ADDRESS -> context.ggsnControlPlaneIpAddress(value.text());
                case GGSN_DATA_PLANE_IP_ADDRESS -> context.ggsnDataPlaneIpAddress(value.text());
                case SGSN_CONTROL_PLANE_IP_ADDRESS -> context.sgsnControlPlaneIpAddress(value.text());
                case SGSN_DATA_PLANE_IP_ADDRESS -> context.sgsnDataPlaneIpAddress(value.text());
                case REGION -> context.region(value.text());
                case BREAKOUT_IP -> context.breakoutIp(value.text());
                case APN -> context.apn(value.text());
                case NSAPI -> context.nsapi(value.number());
                case UE_IP_ADDRESS -> context.ueIpAddress(value.text());
                case IMEISV -> context.imeisv(value.text());
                case MCC -> context.mcc(Identifiers.mcc(value));
                case MNC -> context.mnc(Identifiers.mnc(value));
                case LAC -> context.lac(value.number());
                case SAC -> context.sac(value.number());
                case RAC -> context.rac(value.number());
                case CI -> context.ci(value.number());
                case TAC -> context.tac(value.number());
                case ECI -> context.eci(value.number());
                case NCI -> context.nci(value.number());
                case RAT_TYPE -> context.ratType(value.number());
                case TX_TEID_CONTROL_PLANE -> context.txTeidControlPlane(value.number());
                case TX_TEID_DATA_PLANE -> context.txTeidDataPlane(value.number());
                case RX_TEID -> context.rxTeid(value.number());
                case IMSI -> context.imsi(Identifiers.imsi(value));
            }
        }
        return context.build();
    }
}
