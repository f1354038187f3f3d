package io.datastreamer.tools.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Decides which of its organisation's documents a data stream gets, and holds its account. */
final class Subscription {
    /**
     * A stream starts up to this much before its creation (option {@code deliver.start-slack}), and clocks may differ.
     */
    private static final long SLACK_MILLIS = 60_000;

    private static final List<String> CONTENTS = List.of("severities", "alert", "tags", "iccids", "countries");
    /** By the event type's id, as in the data contract. */
    private static final List<String> OPERATIONS = List.of(
            "GENERIC",
            "UPDATE_LOCATION",
            "UPDATE_GPRS_LOCATION",
            "CREATE_PDP_CONTEXT",
            "UPDATE_PDP_CONTEXT",
            "DELETE_PDP_CONTEXT",
            "USER_AUTHENTICATION_FAILED",
            "APPLICATION_AUTHENTICATION_FAILED",
            "SIM_ACTIVATION",
            "SIM_SUSPENSION",
            "SIM_DELETION",
            "ENDPOINT_BLOCKED",
            "ORGANISATION_BLOCKED",
            "SUPPORT_ACCESS",
            "MULTI_FACTOR_AUTHENTICATION",
            "SMS_API_CALLBACK");

    private final String id;
    private final long organisationId;
    private final boolean events;
    private final boolean usage;
    private final Set<Integer> types = new HashSet<>();
    /** Whether filters depend on documents' content: then raw records do not show what passes. */
    private final boolean isSieved;

    private final long from;
    private final Account account;

    /** @param account the account of an earlier version of the same stream, which is continued */
    Subscription(JsonNode stream, Account account) {
        this.account = account;
        id = stream.path("id").asText();
        organisationId = stream.path("organisation_id").asLong();
        String type = stream.path("stream_type").asText();
        events = !type.equals("USAGE");
        usage = !type.equals("EVENTS");
        stream.path("filters").path("event_types").forEach(each -> types.add(each.asInt()));
        isSieved = CONTENTS.stream().anyMatch(stream.path("filters")::hasNonNull);
        from = stream.path("historic").asBoolean() ? Long.MIN_VALUE : millis(stream.path("created_at"));
    }

    /** Whether the stream's documents go to one of our endpoints. */
    static boolean isOverHttp(JsonNode stream) {
        return stream.path("api_type").asText().startsWith("REST_API");
    }

    String id() {
        return id;
    }

    long organisationId() {
        return organisationId;
    }

    boolean takesUsage() {
        return usage;
    }

    Account account() {
        return account;
    }

    /** Adds the document to the account, if the stream gets it. */
    void enter(long key, long sim, boolean event, String operation, long time) {
        if (event ? !events || isFiltered(operation) : !usage) {
            return;
        }
        if (isSieved) {
            account.allow(key, sim);
        } else if (time == Input.NO_TIME || time >= from) {
            account.expect(key, sim);
        } else if (time >= from - SLACK_MILLIS) {
            account.allow(key, sim);
        }
    }

    private boolean isFiltered(String operation) {
        return !types.isEmpty() && !types.contains(OPERATIONS.indexOf(operation));
    }

    private static long millis(JsonNode time) {
        try {
            return Instant.parse(time.asText()).toEpochMilli();
        } catch (DateTimeParseException e) {
            return Long.MIN_VALUE;
        }
    }
}
