package io.datastreamer.job.record;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import static io.datastreamer.job.record.EventSeverity.INFO;
import static io.datastreamer.job.record.EventSeverity.WARN;
import static io.datastreamer.job.record.EventSource.API;
import static io.datastreamer.job.record.EventSource.NETWORK;
import static io.datastreamer.job.record.EventSource.POLICY_CONTROL;

/**
 * The event types (the product document, section 3.1.1), each with what its documents say unless the raw record says
 * otherwise. A constant's name is the {@code operation} of raw network records; ids are public and part of stored
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
    SMS_API_CALLBACK(15, "SMS API Callback", Subject.SIM, NETWORK, WARN, false);

    /** Whom an event is about: a SIM needs the record's IMSI, all others an IMSI or an organisation. */
    public enum Subject {
        SIM,
        SIM_OR_ORGANISATION,
        ORGANISATION,
        USER
    }

    private static final EventType[] BY_ID = values();
    private static final Map<String, EventType> BY_OPERATION = new HashMap<>();

    static {
        for (EventType type : BY_ID) {
            BY_OPERATION.put(type.name(), type);
        }
    }

    private final int id;
    private final String description;
    private final Subject subject;
    private final EventSource source;
    private final EventSeverity severity;
    private final boolean alert;

    EventType(int id, String description, Subject subject, EventSource source, EventSeverity severity, boolean alert) {
        this.id = id;
        this.description = description;
        this.subject = subject;
        this.source = source;
        this.severity = severity;
        this.alert = alert;
    }

    /** The type of a raw record's {@code operation}; null when there is none such. */
    public static @Nullable EventType ofOperation(String operation) {
        return BY_OPERATION.get(operation);
    }

    /**
     * The type of an id.
     *
     * @throws IllegalArgumentException when no type has this id
     */
    public static EventType ofId(int id) {
        if (id < 0 || id >= BY_ID.length) {
            throw new IllegalArgumentException("no event type has the id " + id);
        }
        return BY_ID[id];
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

    public EventSeverity severity() {
        return severity;
    }

    /** Whether such an event is a candidate to be alerted to a user. */
    public boolean alert() {
        return alert;
    }
}
