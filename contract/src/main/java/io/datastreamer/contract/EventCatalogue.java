package io.datastreamer.contract;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The ids of event types and their operations, as raw network records name them; both are public and never change. */
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
            Map.entry(15, "SMS_API_CALLBACK")));

    private EventCatalogue() {}

    /** All ids, in ascending order. */
    public static Set<Integer> ids() {
        return OPERATIONS.keySet();
    }

    /** The operation of a type; null when there is no such type. */
    public static @Nullable String operation(int id) {
        return OPERATIONS.get(id);
    }
}
