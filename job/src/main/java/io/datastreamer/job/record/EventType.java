package io.datastreamer.job.record;

import io.datastreamer.contract.EventCatalogue;
import io.datastreamer.contract.Severity;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import static io.datastreamer.contract.Severity.INFO;
import static io.datastreamer.contract.Severity.WARN;
import static io.datastreamer.job.record.EventSource.API;
import static io.datastreamer.job.record.EventSource.NETWORK;
import static io.datastreamer.job.record.EventSource.POLICY_CONTROL;

/**
 * The event types (the product document, section 3.1.1), each with the values in its documents unless the raw record
 * says otherwise. A constant's name is the {@code operation} of raw network records. Ids are public and part of stored
 * formats: they never change.
 */
public enum EventType {
    GENERIC(0, "Generic", Subject.SIM_OR_ORGANISATION, NETWORK, INFO, false),
    UPDATE_LOCATION(1, "Update location", Subject.SIM, NETWORK, INFO, false),
    UPDATE_GPRS_LOCATION(2, "Update GPRS location", Subject.SIM, NETWORK, INFO, false),
    CREATE_PDP_CONTEXT(3, "Create PDP Context", Subject.SIM, NETWORK, INFO, false),
    UPDATE_PDP_CONTEXT(4, "Update PDP Context", Subject.SIM, NETWORK, INFO, false),
    DELETE_PDP_CONTEXT(5, "Delete PDP Context", Subject.SIM, NETWORK, INFO, false),
    USER_AUTHENTICATION_FAILED(6, "User authentication failed", Subject.USER, API, WARN, false),
    APPLICATION_AUTHENTICATION_FAILED(7, "Application authentication failed", Subject.ORGANISATION, API, WARN, false),
    SIM_ACTIVATION(8, "SIM activation", Subject.SIM, API, INFO, false),
    SIM_SUSPENSION(9, "SIM suspension", Subject.SIM, API, INFO, false),
    SIM_DELETION(10, "SIM deletion", Subject.SIM, API, INFO, false),
    ENDPOINT_BLOCKED(11, "Endpoint blocked", Subject.SIM, POLICY_CONTROL, WARN, true),
    ORGANISATION_BLOCKED(12, "Organization blocked", Subject.ORGANISATION, POLICY_CONTROL, WARN, true),
    SUPPORT_ACCESS(13, "Support Access", Subject.USER, API, WARN, false),
    MULTI_FACTOR_AUTHENTICATION(14, "Multi-factor Authentication", Subject.USER, API, INFO, false),
    SMS_API_CALLBACK(15, "SMS API Callback", Subject.SIM, NETWORK, WARN, false),
    PURGE_GPRS_LOCATION(16, "Purge GPRS location", Subject.SIM, NETWORK, INFO, false),
    SELF_SIGNUP(17, "Self-Signup", Subject.ORGANISATION, API, INFO, false),
    DATA_QUOTA_THRESHOLD_REACHED(18, "Data quota threshold reached", Subject.SIM, POLICY_CONTROL, WARN, true),
    DATA_QUOTA_USED_UP(19, "Data quota used up", Subject.SIM, POLICY_CONTROL, WARN, true),
    SMS_QUOTA_THRESHOLD_REACHED(20, "SMS quota threshold reached", Subject.SIM, POLICY_CONTROL, WARN, true),
    SMS_QUOTA_USED_UP(21, "SMS quota used up", Subject.SIM, POLICY_CONTROL, WARN, true),
    CLOUDCONNECT_SHARE_CREATED(22, "CloudConnect TGW Resource Share created", Subject.USER, API, INFO, false),
    CLOUDCONNECT_AVAILABLE(23, "CloudConnect TGW available", Subject.USER, API, INFO, false),
    TYPE_24(24, "Type 24", Subject.SIM_OR_ORGANISATION, API, INFO, false),
    CLOUDCONNECT_TERMINATED(25, "CloudConnect TGW breakout terminated", Subject.USER, API, INFO, false),
    TYPE_29(29, "Type 29", Subject.SIM_OR_ORGANISATION, API, INFO, false),
    OPENVPN_AUTHENTICATION(30, "OpenVPN authentication", Subject.USER, API, INFO, false),
    ORGANISATION_UPDATED(31, "Organisation updated", Subject.ORGANISATION, API, INFO, false),
    BILLING_CONFIGURATION_UPDATED(32, "Billing configuration updated", Subject.USER, API, WARN, false),
    USER_VERIFIED(41, "User verified", Subject.USER, API, INFO, false),
    ENDPOINT_ENABLED(42, "Endpoint enabled", Subject.SIM, API, INFO, false),
    ENDPOINT_DISABLED(43, "Endpoint disabled", Subject.SIM, API, INFO, false),
    TYPE_44(44, "Type 44", Subject.SIM_OR_ORGANISATION, API, INFO, false),
    SIM_FACTORY_TEST(45, "SIM factory test", Subject.SIM, API, INFO, false),
    USER_DELETED(46, "User deleted", Subject.USER, API, WARN, false),
    TYPE_47(47, "Type 47", Subject.SIM_OR_ORGANISATION, API, INFO, false),
    SIM_REGISTRATION(48, "SIM registration", Subject.SIM_OR_ORGANISATION, API, INFO, false),
    TYPE_49(49, "Type 49", Subject.SIM_OR_ORGANISATION, API, INFO, false),
    SIM_RELEASED(50, "SIM released", Subject.SIM, API, INFO, false),
    SIM_ASSIGNED(51, "SIM assigned", Subject.SIM, API, INFO, false),
    DATA_QUOTA_ENABLED(52, "Data quota enabled", Subject.ORGANISATION, API, WARN, false),
    DATA_QUOTA_DISABLED(53, "Data quota disabled", Subject.ORGANISATION, API, WARN, false),
    SMS_QUOTA_ENABLED(54, "SMS quota enabled", Subject.ORGANISATION, API, WARN, false),
    SMS_QUOTA_DISABLED(55, "SMS quota disabled", Subject.ORGANISATION, API, WARN, false),
    DATA_QUOTA_ASSIGNED(56, "Data quota assigned", Subject.SIM, API, INFO, false),
    DATA_QUOTA_DELETED(57, "Data quota deleted", Subject.SIM, API, INFO, false),
    SMS_QUOTA_ASSIGNED(58, "SMS quota assigned", Subject.SIM, API, INFO, false),
    SMS_QUOTA_DELETED(59, "SMS quota deleted", Subject.SIM, API, INFO, false),
    DATA_QUOTA_EXPIRED(60, "Data quota expired", Subject.SIM, POLICY_CONTROL, WARN, true),
    TYPE_61(61, "Type 61", Subject.SIM_OR_ORGANISATION, API, INFO, false),
    TYPE_67(67, "Type 67", Subject.SIM_OR_ORGANISATION, API, INFO, false),
    TYPE_100(100, "Type 100", Subject.SIM_OR_ORGANISATION, API, INFO, false),
    TYPE_101(101, "Type 101", Subject.SIM_OR_ORGANISATION, API, INFO, false),
    TYPE_102(102, "Type 102", Subject.SIM_OR_ORGANISATION, API, INFO, false),
    TYPE_103(103, "Type 103", Subject.SIM_OR_ORGANISATION, API, INFO, false);

    /** What an event is about: for a SIM the record needs an IMSI, for all others an IMSI or an organisation. */
    public enum Subject {
        SIM,
        SIM_OR_ORGANISATION,
        ORGANISATION,
        USER
    }

    /** All ids are below this: stored formats have one byte for an id. */
    public static final int END_OF_IDS = Byte.MAX_VALUE;

    private static final @Nullable EventType[] BY_ID = byId();
    private static final Map<String, EventType> BY_OPERATION = new HashMap<>();

    static {
        for (EventType type : values()) {
            BY_OPERATION.put(type.name(), type);
        }
    }

    private final int id;
    private final String description;
    private final Subject subject;
    private final EventSource source;
    private final Severity severity;
    private final boolean alert;

    EventType(int id, String description, Subject subject, EventSource source, Severity severity, boolean alert) {
        this.id = id;
        this.description = description;
        this.subject = subject;
        this.source = source;
        this.severity = severity;
        this.alert = alert;
    }

    /** The type with an {@code operation} of raw records; null if there is none. */
    public static @Nullable EventType ofOperation(String operation) {
        return BY_OPERATION.get(operation);
    }

    /**
     * The type with an id.
     *
     * @throws IllegalArgumentException when no type has this id
     */
    public static EventType ofId(int id) {
        EventType type = id < 0 || id >= BY_ID.length ? null : BY_ID[id];
        if (type == null) {
            throw new IllegalArgumentException("no event type has the id " + id);
        }
        return type;
    }

    // ids have gaps
    private static @Nullable EventType[] byId() {
        @Nullable EventType[] byId = new EventType[END_OF_IDS];
        for (EventType type : values()) {
            byId[type.id] = type;
        }
        return byId;
    }

    /** Whether only the record can say what happened. */
    public boolean needsDescription() {
        return this == GENERIC || name().startsWith("TYPE_");
    }

    /** Whether the first form of documents has this type; there all others are {@link #GENERIC}. */
    public boolean isInFirstForm() {
        return EventCatalogue.isInFirstForm(id);
    }

    public int id() {
        return id;
    }

    /** The type's text in public documents. */
    public String description() {
        return description;
    }

    public Subject subject() {
        return subject;
    }

    public EventSource source() {
        return source;
    }

    public Severity severity() {
        return severity;
    }

    /** Whether users may be alerted of such an event. */
    public boolean alert() {
        return alert;
    }
}
