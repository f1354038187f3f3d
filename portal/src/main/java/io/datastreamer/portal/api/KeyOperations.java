package io.datastreamer.portal.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.datastreamer.portal.auth.ApiKeys;
import io.datastreamer.portal.auth.Caller;
import io.datastreamer.portal.store.ApiKey;
import io.datastreamer.portal.store.StreamStore;
import io.datastreamer.portal.store.UnavailableException;
import io.datastreamer.portal.web.Access;
import io.datastreamer.portal.web.JsonBody;
import io.datastreamer.portal.web.Problem;
import io.datastreamer.portal.web.Route;
import io.javalin.http.Context;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** The operations on an organisation's API keys. Only people may manage keys, not programs with a key. */
final class KeyOperations {
    /** Most keys of an organisation, expired ones included. */
    static final int MOST = 20;

    private static final int LONGEST_NAME = 100;
    private static final int DAYS = 90;
    private static final int MOST_DAYS = 366;

    private final StreamOperations streams;
    private final StreamStore store;
    private final Clock clock;

    KeyOperations(StreamOperations streams, StreamStore store, Clock clock) {
        this.streams = streams;
        this.store = store;
        this.clock = clock;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/api/v1/keys", this::list),
                Route.post("/api/v1/keys", this::make),
                Route.delete("/api/v1/keys/{id}", this::revoke));
    }

    private void list(Context request) throws Problem {
        long organisation = organisation(request);
        ObjectNode json = StreamJson.JSON.createObjectNode();
        ArrayNode items = json.putArray("items");
        store.keys(organisation).stream()
                .sorted(Comparator.comparing(ApiKey::createdAt).thenComparing(ApiKey::id))
                .forEach(key -> items.add(json(key)));
        Requests.answer(request, 200, json);
    }

    private void make(Context request) throws Problem {
        long organisation = organisation(request);
        Caller caller = Access.caller(request);
        JsonBody body = Requests.body(request);
        String name = body.line("name", LONGEST_NAME);
        if (name == null || name.isBlank()) {
            body.missing("name");
        }
        ApiKey.Scope scope = body.choice("scope", ApiKey.Scope.class);
        Long days = body.integer("expires_in_days");
        if (days != null && (days < 1 || days > MOST_DAYS)) {
            body.wrong("expires_in_days", "must be an integer from 1 to " + MOST_DAYS);
        }
        body.finish();
        ApiKeys.Made made = ApiKeys.make();
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        ApiKey key = new ApiKey(
                made.id(),
                organisation,
                Objects.requireNonNull(name).trim(),
                scope == null ? ApiKey.Scope.READ : scope,
                made.hash(),
                now,
                caller.subject(),
                now.plus(Duration.ofDays(days == null ? DAYS : days)));
        try {
            store.<Problem>addKey(key, any -> requireRoom(organisation));
        } catch (UnavailableException e) {
            throw Requests.unavailable(e);
        }
        Audit.tell("make key", caller, key);
        Requests.answer(request, 201, json(key).put("key", made.text()));
    }

    private void requireRoom(long organisation) throws Problem {
        if (store.keys(organisation).size() >= MOST) {
            throw Problem.of(409, "The organisation has " + MOST + " keys: revoke one that is not needed.");
        }
    }

    private void revoke(Context request) throws Problem {
        long organisation = organisation(request);
        ApiKey key = store.key(request.pathParam("id"));
        if (key == null || key.organisationId() != organisation) {
            throw Problem.of(404, "There is no such key.");
        }
        try {
            store.removeKey(key);
        } catch (UnavailableException e) {
            throw Requests.unavailable(e);
        }
        Audit.tell("revoke key", Access.caller(request), key);
        request.status(204);
    }

    /** The organisation whose keys the request is about. */
    private long organisation(Context request) throws Problem {
        streams.requireRead();
        Caller caller = Access.caller(request);
        if (caller.keyId() != null) {
            throw Problem.of(403, "A key cannot see, make or revoke keys: log in.");
        }
        if (caller.organisationId() == null) {
            throw Problem.of(403, "Keys belong to an organisation: log in as it.");
        }
        return caller.organisationId();
    }

    private static ObjectNode json(ApiKey key) {
        ObjectNode json = StreamJson.JSON.createObjectNode();
        json.put("id", key.id());
        json.put("name", key.name());
        json.put("scope", key.scope().name());
        StreamJson.putTime(json, "created_at", key.createdAt());
        json.put("created_by", key.createdBy());
        StreamJson.putTime(json, "expires_at", key.expiresAt());
        return json;
    }
}
