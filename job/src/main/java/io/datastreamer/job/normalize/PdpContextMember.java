package io.datastreamer.job.normalize;

import io.datastreamer.job.normalize.JsonBuffer.Name;
import io.datastreamer.job.record.PdpContext;

/** Writes the member {@code pdp_context}: all its members, in the order of the product document's sample. */
final class PdpContextMember {
    private static final Name TUNNEL_CREATED = Name.of("tunnel_created");
    private static final Name GGSN_CONTROL_PLANE_IP_ADDRESS = Name.of("ggsn_control_plane_ip_address");
    private static final Name PDP_CONTEXT_ID = Name.of("pdp_context_id");
    private static final Name IMEISV = Name.of("imeisv");
    private static final Name REGION = Name.of("region");
    private static final Name LAC = Name.of("lac");
    private static final Name SAC = Name.of("sac");
    private static final Name RAT_TYPE = Name.of("rat_type");
    private static final Name GTP_VERSION = Name.of("gtp_version");
    private static final Name UE_IP_ADDRESS = Name.of("ue_ip_address");
    private static final Name SGSN_DATA_PLANE_IP_ADDRESS = Name.of("sgsn_data_plane_ip_address");
    private static final Name CI = Name.of("ci");
    private static final Name APN = Name.of("apn");
    private static final Name TX_TEID_CONTROL_PLANE = Name.of("tx_teid_control_plane");
    private static final Name RX_TEID = Name.of("rx_teid");
    private static final Name RAC = Name.of("rac");
    private static final Name SGSN_CONTROL_PLANE_IP_ADDRESS = Name.of("sgsn_control_plane_ip_address");
    private static final Name NSAPI = Name.of("nsapi");
    private static final Name BREAKOUT_IP = Name.of("breakout_ip");
    private static final Name GGSN_DATA_PLANE_IP_ADDRESS = Name.of("ggsn_data_plane_ip_address");
    private static final Name TX_TEID_DATA_PLANE = Name.of("tx_teid_data_plane");

    private PdpContextMember() {}

    static void write(PdpContext context, JsonBuffer json) {
        json.beginObject(Names.PDP_CONTEXT).member(Names.MCC, context.mcc());
        if (context.tunnelCreatedMillis() == PdpContext.NO_TIME) {
            json.member(TUNNEL_CREATED, null);
        } else {
            json.memberTime(TUNNEL_CREATED, context.tunnelCreatedMillis(), TimeFormat.TUNNEL);
        }
        json.member(GGSN_CONTROL_PLANE_IP_ADDRESS, context.ggsnControlPlaneIpAddress())
                .member(PDP_CONTEXT_ID, context.pdpContextId())
                .member(IMEISV, context.imeisv())
                .member(REGION, context.region())
                .memberOrNull(LAC, context.lac())
                .memberOrNull(SAC, context.sac())
                .memberOrNull(RAT_TYPE, context.ratType())
                .member(GTP_VERSION, context.gtpVersion())
                .member(UE_IP_ADDRESS, context.ueIpAddress())
                .member(Names.MNC, context.mnc())
                .member(SGSN_DATA_PLANE_IP_ADDRESS, context.sgsnDataPlaneIpAddress())
                .memberOrNull(CI, context.ci())
                .member(APN, context.apn())
                .memberOrNull(TX_TEID_CONTROL_PLANE, context.txTeidControlPlane())
                .memberOrNull(RX_TEID, context.rxTeid())
                .memberOrNull(RAC, context.rac())
                .member(Names.IMSI, context.imsi())
                .member(SGSN_CONTROL_PLANE_IP_ADDRESS, context.sgsnControlPlaneIpAddress())
                .memberOrNull(NSAPI, context.nsapi())
                .member(BREAKOUT_IP, context.breakoutIp())
                .member(GGSN_DATA_PLANE_IP_ADDRESS, context.ggsnDataPlaneIpAddress())
                .memberOrNull(TX_TEID_DATA_PLANE, context.txTeidDataPlane())
                .endObject();
    }
}
