package io.datastreamer.job.normalize;

import io.datastreamer.job.record.Absent;
import io.datastreamer.job.record.NetworkRecord;
import io.datastreamer.job.record.PdpContext;
import io.datastreamer.job.record.User;
import org.jspecify.annotations.Nullable;

/** Writes the description of an event for people, if its raw record has none (data contract, section 4). */
final class Descriptions {
    private Descriptions() {}

    static String of(NetworkRecord record) {
        if (record.description() != null) {
            return record.description();
        }
        return switch (record.eventType()) {
            case GENERIC -> "";
            case UPDATE_LOCATION -> newLocation("VLR", record.imsi(), record.vlr(), null);
            case UPDATE_GPRS_LOCATION -> newLocation("SGSN", record.imsi(), record.sgsn(), record.sgsnIp());
            case CREATE_PDP_CONTEXT -> activated(record.pdpContext());
            case UPDATE_PDP_CONTEXT -> "PDP Context updated.";
            case DELETE_PDP_CONTEXT -> "PDP Context deleted.";
            case USER_AUTHENTICATION_FAILED ->
                "Failed authentication request"
                        + of(" from '", username(record), "'")
                        + of(", Reason: ", record.reason(), "")
                        + of(" from IP ", record.ipAddress(), "");
            case APPLICATION_AUTHENTICATION_FAILED ->
                "Failed application authentication request"
                        + of(" from '", username(record), "'")
                        + of(", Reason: ", record.reason(), "")
                        + of(" from IP ", record.ipAddress(), "");
            case SIM_ACTIVATION -> statusChanged(record, "Activated");
            case SIM_SUSPENSION -> statusChanged(record, "Suspended");
            case SIM_DELETION -> statusChanged(record, "Deleted");
            case ENDPOINT_BLOCKED -> "Endpoint blocked, " + or(record.reason(), "traffic limit exceeded") + ".";
            case ORGANISATION_BLOCKED -> "Organization blocked, " + or(record.reason(), "insufficient balance") + ".";
            case SUPPORT_ACCESS ->
                "Support"
                        + of(" user '", username(record), "'")
                        + " opened the account"
                        + of(", Reason: ", record.reason(), "")
                        + of(" from IP ", record.ipAddress(), "");
            case MULTI_FACTOR_AUTHENTICATION ->
                "Multi-factor authentication"
                        + of(" of '", username(record), "'")
                        + of(", Reason: ", record.reason(), "")
                        + of(" from IP ", record.ipAddress(), "");
            case SMS_API_CALLBACK -> callbackFailed(record);
            case PURGE_GPRS_LOCATION,
                    SELF_SIGNUP,
                    DATA_QUOTA_THRESHOLD_REACHED,
                    DATA_QUOTA_USED_UP,
                    SMS_QUOTA_THRESHOLD_REACHED,
                    SMS_QUOTA_USED_UP,
                    CLOUDCONNECT_SHARE_CREATED,
                    CLOUDCONNECT_AVAILABLE,
                    TYPE_24,
                    CLOUDCONNECT_TERMINATED,
                    TYPE_29,
                    OPENVPN_AUTHENTICATION,
                    ORGANISATION_UPDATED,
                    BILLING_CONFIGURATION_UPDATED,
                    USER_VERIFIED,
                    ENDPOINT_ENABLED,
                    ENDPOINT_DISABLED,
                    TYPE_44,
                    SIM_FACTORY_TEST,
                    USER_DELETED,
                    TYPE_47,
                    SIM_REGISTRATION,
                    TYPE_49,
                    SIM_RELEASED,
                    SIM_ASSIGNED,
                    DATA_QUOTA_ENABLED,
                    DATA_QUOTA_DISABLED,
                    SMS_QUOTA_ENABLED,
                    SMS_QUOTA_DISABLED,
                    DATA_QUOTA_ASSIGNED,
                    DATA_QUOTA_DELETED,
                    SMS_QUOTA_ASSIGNED,
                    SMS_QUOTA_DELETED,
                    DATA_QUOTA_EXPIRED,
                    TYPE_61,
                    TYPE_67,
                    TYPE_100,
                    TYPE_101,
                    TYPE_102,
                    TYPE_103 -> record.eventType().description() + ".";
        };
    }

    private static String newLocation(
            String node, @Nullable String imsi, @Nullable String address, @Nullable String ipAddress) {
        return "New location received from " + node + of(" for IMSI='", imsi, "'")
                + of(", now attached to " + node + "='", address, "'")
                + of(", IP='", ipAddress, "'")
                + ".";
    }

    private static String activated(@Nullable PdpContext context) {
        String controlPlane = context == null ? null : context.sgsnControlPlaneIpAddress();
        String dataPlane = context == null ? null : context.sgsnDataPlaneIpAddress();
        if (controlPlane == null && dataPlane == null) {
            return "New PDP Context successfully activated.";
        }
        return "New PDP Context successfully activated with SGSN"
                + of(" CP=", controlPlane, "")
                + (controlPlane == null || dataPlane == null ? "" : ",")
                + of(" DP=", dataPlane, "")
                + ".";
    }

    private static String statusChanged(NetworkRecord record, String status) {
        return "Status of SIM changed" + of(" from '", record.simStatusFrom(), "'") + " to '"
                + or(record.simStatusTo(), status) + "'.";
    }

    private static String callbackFailed(NetworkRecord record) {
        String status = record.httpStatus() == Absent.NUMBER ? null : Long.toString(record.httpStatus());
        return "Delivery of SMS to callback URL" + of(" '", record.callbackUrl(), "'") + " failed"
                + of(" with HTTP code ", status, "")
                + of(", Reason: ", record.reason(), "")
                + ".";
    }

    private static @Nullable String username(NetworkRecord record) {
        User user = record.user();
        return user == null ? null : user.username();
    }

    // the value with the text around it, or nothing at all
    private static String of(String before, @Nullable String value, String after) {
        return value == null ? "" : before + value + after;
    }

    private static String or(@Nullable String value, String otherwise) {
        return value == null ? otherwise : value;
    }
}
