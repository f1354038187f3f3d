package io.datastreamer.contract;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The ids and operations of event types, as raw network records name them; both are public and never change. */
public final class EventCatalogue {
    private static final Map<Integer, String> OPERATIONS = new TreeMap<>(Map.ofEntries(
            Map.entry(0, "GENERIC"),
            Map.entry(1, "UPDATE_LOCATION"),
            Map.entry(2, "UPDATE_GPRS_LOCATION"),
            Map.entry(3, "CREATE_PDP_CONTEXT"),
            Map.entry(4, "UPDATE_PDP_CONTEXT"),
            Map.entry(5, "DELETE_PDP_CONTEXT"),
            Map.entry(6, "USER_AUTHENTICATION_FAILED"),
            Map.entry(7, "APPLICATION_AUTHENTICATION_FAILED"),
            Map.entry(8, "SIM_ACTIVATION"),
            Map.entry(9, "SIM_SUSPENSION"),
            Map.entry(10, "SIM_DELETION"),
            Map.entry(11, "ENDPOINT_BLOCKED"),
            Map.entry(12, "ORGANISATION_BLOCKED"),
            Map.entry(13, "SUPPORT_ACCESS"),
            Map.entry(14, "MULTI_FACTOR_AUTHENTICATION"),
            Map.entry(15, "SMS_API_CALLBACK"),
            Map.entry(16, "PURGE_GPRS_LOCATION"),
            Map.entry(17, "SELF_SIGNUP"),
            Map.entry(18, "DATA_QUOTA_THRESHOLD_REACHED"),
            Map.entry(19, "DATA_QUOTA_USED_UP"),
            Map.entry(20, "SMS_QUOTA_THRESHOLD_REACHED"),
            Map.entry(21, "SMS_QUOTA_USED_UP"),
            Map.entry(22, "CLOUDCONNECT_SHARE_CREATED"),
            Map.entry(23, "CLOUDCONNECT_AVAILABLE"),
            Map.entry(24, "TYPE_24"),
            Map.entry(25, "CLOUDCONNECT_TERMINATED"),
            Map.entry(29, "TYPE_29"),
            Map.entry(30, "OPENVPN_AUTHENTICATION"),
            Map.entry(31, "ORGANISATION_UPDATED"),
            Map.entry(32, "BILLING_CONFIGURATION_UPDATED"),
            Map.entry(41, "USER_VERIFIED"),
            Map.entry(42, "ENDPOINT_ENABLED"),
            Map.entry(43, "ENDPOINT_DISABLED"),
            Map.entry(44, "TYPE_44"),
            Map.entry(45, "SIM_FACTORY_TEST"),
            Map.entry(46, "USER_DELETED"),
            Map.entry(47, "TYPE_47"),
            Map.entry(48, "SIM_REGISTRATION"),
            Map.entry(49, "TYPE_49"),
            Map.entry(50, "SIM_RELEASED"),
            Map.entry(51, "SIM_ASSIGNED"),
            Map.entry(52, "DATA_QUOTA_ENABLED"),
            Map.entry(53, "DATA_QUOTA_DISABLED"),
            Map.entry(54, "SMS_QUOTA_ENABLED"),
            Map.entry(55, "SMS_QUOTA_DISABLED"),
            Map.entry(56, "DATA_QUOTA_ASSIGNED"),
            Map.entry(57, "DATA_QUOTA_DELETED"),
            Map.entry(58, "SMS_QUOTA_ASSIGNED"),
            Map.entry(59, "SMS_QUOTA_DELETED"),
            Map.entry(60, "DATA_QUOTA_EXPIRED"),
            Map.entry(61, "TYPE_61"),
            Map.entry(67, "TYPE_67"),
            Map.entry(100, "TYPE_100"),
            Map.entry(101, "TYPE_101"),
            Map.entry(102, "TYPE_102"),
            Map.entry(103, "TYPE_103")));

    /** Types with a higher id are Generic in form {@code v1}. */
    private static final int LAST_OF_FIRST_FORM = 15;

    private EventCatalogue() {}

    /** Whether form {@code v1} has a type; types that it lacks are Generic there. */
    public static boolean isInFirstForm(int id) {
        return id <= LAST_OF_FIRST_FORM;
    }

    /** Whether there is a type of this id. */
    public static boolean isKnown(long id) {
        return id == (int) id && OPERATIONS.containsKey((int) id);
    }

    /** All ids, in ascending order. */
    public static Set<Integer> ids() {
        return OPERATIONS.keySet();
    }

    /** The operation of a type; null when there is no such type. */
    public static @Nullable String operation(int id) {
        return OPERATIONS.get(id);
    }
}
