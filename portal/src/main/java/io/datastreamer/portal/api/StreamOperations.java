package io.datastreamer.portal.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.datastreamer.contract.ApiType;
import io.datastreamer.contract.Settings;
import io.datastreamer.contract.StreamConfiguration;
import io.datastreamer.contract.StreamType;
import io.datastreamer.portal.auth.Caller;
import io.datastreamer.portal.store.Activity;
import io.datastreamer.portal.store.StreamStore;
import io.datastreamer.portal.store.StreamVersion;
import io.datastreamer.portal.store.UnavailableException;
import io.datastreamer.portal.web.Access;
import io.datastreamer.portal.web.FieldError;
import io.datastreamer.portal.web.JsonBody;
import io.datastreamer.portal.web.Problem;
import io.datastreamer.portal.web.Route;
import io.javalin.http.Context;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** The operations on data streams: create, list, read, change and delete. */
public final class StreamOperations {
    private static final int LARGEST_PAGE = 1000;
    private static final int PAGE = 50;

    private final StreamStore store;
    private final StreamViews views;
    private final StreamDraft drafts;
    private final SecretSealer sealer;
    private final Clock clock;
    private final int streamLimit;

    /** @param streamLimit most streams of an organisation */
    StreamOperations(
            StreamStore store,
            StreamViews views,
            StreamDraft drafts,
            SecretSealer sealer,
            Clock clock,
            int streamLimit) {
        this.store = store;
        this.views = views;
        this.drafts = drafts;
        this.sealer = sealer;
        this.clock = clock;
        this.streamLimit = streamLimit;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/api/v1/streams", this::list),
                Route.post("/api/v1/streams", this::create),
                Route.get("/api/v1/streams/{id}", this::read),
                Route.patch("/api/v1/streams/{id}", this::change),
                Route.delete("/api/v1/streams/{id}", this::delete),
                Route.post(
                        "/api/v1/streams/{id}/pause", request -> setState(request, StreamConfiguration.State.PAUSED)),
                Route.post(
                        "/api/v1/streams/{id}/resume", request -> setState(request, StreamConfiguration.State.RUNNING)),
                Route.post("/api/v1/streams/{id}/replay", this::replay),
                Route.get("/api/v1/streams/{id}/activity", this::activity));
    }

    private void list(Context request) throws Problem {
        requireRead();
        Caller caller = Access.caller(request);
        String wanted = request.queryParam("organisation_id");
        if (wanted != null && !wanted.matches("[0-9]{1,18}")) {
            throw Problem.invalid(List.of(new FieldError("organisation_id", "must be an integer")));
        }
        Long organisation = wanted == null ? null : Long.valueOf(wanted);
        StreamSearch search = StreamSearch.of(request.queryParam("q"), request.queryParam("status"), views);
        // read the version first: it must not claim changes that are written meanwhile
        long version = store.version();
        StreamList.Page page = StreamList.of(
                        request.queryParam("sort"),
                        request.queryParam("after"),
                        Requests.number(request, "limit", PAGE, LARGEST_PAGE))
                .page(store.all().stream()
                        .filter(each -> caller.reaches(each.stream().organisationId()))
                        .filter(each -> organisation == null || each.stream().organisationId() == organisation)
                        .filter(search::finds));
        ObjectNode json = StreamJson.JSON.createObjectNode();
        ArrayNode items = json.putArray("items");
        page.items().forEach(each -> items.add(views.of(each)));
        json.put("next", page.next());
        json.put("total", page.total());
        json.put("version", version);
        Requests.answer(request, 200, json);
    }

    private void create(Context request) throws Problem {
        Caller caller = Access.caller(request);
        JsonBody body = Requests.body(request);
        CreationKey key = CreationKey.of(request.header(CreationKey.HEADER));
        StreamConfiguration checked = newStream(caller, body);
        StreamConfiguration draft = key == null ? checked : key.named(checked);
        StreamConfiguration sealed = sealer.sealed(draft, draft.settings());
        AtomicBoolean isNew = new AtomicBoolean();
        StreamVersion version = write(draft.id(), Audit.activity("create", caller, List.of()), current -> {
            isNew.set(current == null);
            if (current != null) {
                return current.stream();
            }
            if (key != null) {
                key.requireUnused(draft, store);
            }
            requireRoom(draft.organisationId());
            return sealed;
        });
        if (isNew.get()) {
            Audit.tell("create", caller, version.stream(), version.etag(), List.of());
        }
        request.header("Location", "/api/v1/streams/" + version.stream().id());
        answer(request, 201, version);
    }

    /** Reads a new stream, validated. */
    StreamConfiguration newStream(Caller caller, JsonBody body) throws Problem {
        requireRead();
        Long organisation = organisation(caller, body);
        StreamConfiguration like = StreamConfiguration.of(
                        UUID.randomUUID().toString(),
                        organisation == null ? 0 : organisation,
                        StreamType.USAGE,
                        ApiType.REST_API,
                        Settings.EMPTY)
                .withCreatedAt(now());
        return drafts.create(body, like);
    }

    /** The organisation in the member {@code organisation_id}; null if it is invalid, which is noted. */
    @Nullable
    Long organisation(Caller caller, JsonBody body) {
        Long organisation = body.integer("organisation_id");
        if (caller.organisationId() != null) {
            if (organisation != null && !caller.reaches(organisation)) {
                body.wrong("organisation_id", "must be your own, or left out");
            }
            organisation = caller.organisationId();
        } else if (organisation == null) {
            body.missing("organisation_id");
        } else if (organisation < 0) {
            body.wrong("organisation_id", "must be an organisation's id");
        }
        return organisation;
    }

    private void requireRoom(long organisation) throws Problem {
        long there = store.all().stream()
                .filter(version -> version.stream().organisationId() == organisation)
                .count();
        if (there >= streamLimit) {
            throw Problem.of(
                    409,
                    "The organisation has " + there + " data streams, and may have " + streamLimit
                            + ": delete one that is not needed.");
        }
    }

    private void read(Context request) throws Problem {
        answer(request, 200, find(request));
    }

    private void change(Context request) throws Problem {
        Caller caller = Access.caller(request);
        StreamVersion current = find(request);
        current = requireVersion(current, Requests.requiredVersions(request));
        // the change must apply to exactly the version that was read
        Requests.Versions expected = new Requests.Versions(false, Set.of(current.number()));
        StreamDraft.Change change = drafts.change(Requests.body(request), current.stream());
        StreamConfiguration next = sealer.sealed(change.change(), change.given());
        StreamVersion version = write(next.id(), Audit.activity("change", caller, change.members()), there -> {
            requireVersion(there, expected, caller);
            return next;
        });
        Audit.tell("change", caller, version.stream(), version.etag(), change.members());
        answer(request, 200, version);
    }

    private void delete(Context request) throws Problem {
        Caller caller = Access.caller(request);
        StreamVersion current = find(request);
        Requests.Versions expected = Requests.requiredVersions(request);
        String id = current.stream().id();
        try {
            store.delete(id, there -> requireVersion(there, expected, caller));
        } catch (UnavailableException e) {
            throw Requests.unavailable(e);
        }
        Audit.tell("delete", caller, current.stream(), current.etag(), List.of());
        request.status(204);
    }

    private void setState(Context request, StreamConfiguration.State state) throws Problem {
        update(
                request,
                state == StreamConfiguration.State.PAUSED ? "pause" : "resume",
                stream -> withState(stream, state));
    }

    private void replay(Context request) throws Problem {
        JsonBody body = Requests.body(request);
        Instant from = body.time("from");
        if (from == null) {
            body.missing("from");
        } else if (from.isAfter(clock.instant())) {
            body.wrong("from", "must not be in the future");
        }
        find(request);
        body.finish();
        StreamConfiguration.Replay replay = new StreamConfiguration.Replay(
                Objects.requireNonNull(from), UUID.randomUUID().toString());
        update(request, "replay", stream -> withReplay(stream, replay));
    }

    private void activity(Context request) throws Problem {
        boolean toOperator = Access.caller(request).isOperator();
        ObjectNode json = StreamJson.JSON.createObjectNode();
        ArrayNode items = json.putArray("items");
        for (Activity activity : store.activities(find(request).stream().id())) {
            // customers do not see the names of the operator's people
            boolean named = toOperator || !activity.role().equals(Audit.OPERATOR);
            ObjectNode item = items.addObject();
            StreamJson.putTime(item, "at", activity.at());
            item.put("action", activity.action());
            item.put("subject", named ? activity.subject() : null);
            item.put("role", activity.role());
            activity.members().forEach(item.putArray("members")::add);
        }
        Requests.answer(request, 200, json);
    }

    private void update(Context request, String action, Next next) throws Problem {
        answer(request, 200, write(request, action, next));
    }

    /** Changes a stream's current version to the next one; a problem that it throws is the answer. */
    interface Next {
        StreamConfiguration of(StreamConfiguration present) throws Problem;
    }

    /** Changes the stream in the request, if its version matches the request. */
    StreamVersion write(Context request, String action, Next next) throws Problem {
        Caller caller = Access.caller(request);
        String id = find(request).stream().id();
        Requests.Versions expected = Requests.versions(request);
        StreamVersion version = write(id, Audit.activity(action, caller, List.of()), there -> {
            if (expected != null) {
                requireVersion(there, expected, caller);
            }
            if (there == null || !caller.reaches(there.stream().organisationId())) {
                throw Problem.noSuchStream();
            }
            return next.of(there.stream());
        });
        Audit.tell(action, caller, version.stream(), version.etag(), List.of());
        return version;
    }

    /** Finds the stream in the request; streams of other organisations do not exist for the caller. */
    StreamVersion find(Context request) throws Problem {
        requireRead();
        String id = request.pathParam("id");
        StreamVersion version = store.find(id);
        if (version == null) {
            version = findAfterOthers(id);
        }
        if (version == null || !Access.caller(request).reaches(version.stream().organisationId())) {
            throw Problem.noSuchStream();
        }
        return version;
    }

    // another portal may have written changes that this one has not read yet
    private @Nullable StreamVersion findAfterOthers(String id) throws Problem {
        try {
            store.catchUp();
        } catch (UnavailableException e) {
            throw Requests.unavailable(e);
        }
        return store.find(id);
    }

    private StreamVersion requireVersion(StreamVersion known, Requests.Versions expected) throws Problem {
        StreamVersion current = known;
        if (expected.any() || !expected.have(current.number())) {
            current = findAfterOthers(known.stream().id());
        }
        if (current == null) {
            throw Problem.noSuchStream();
        }
        if (!expected.have(current.number())) {
            throw Requests.outdated();
        }
        return current;
    }

    private static void requireVersion(@Nullable StreamVersion there, Requests.Versions expected, Caller caller)
            throws Problem {
        if (there == null || !caller.reaches(there.stream().organisationId())) {
            throw Problem.noSuchStream();
        }
        if (!expected.have(there.number())) {
            throw Requests.outdated();
        }
    }

    private StreamVersion write(String id, StreamStore.Author author, StreamStore.Decision<Problem> decision)
            throws Problem {
        try {
            return store.write(id, author, decision);
        } catch (UnavailableException e) {
            throw Requests.unavailable(e);
        }
    }

    /** Requires that the topics have been read. */
    void requireRead() throws Problem {
        if (!store.isCaughtUp()) {
            throw Problem.later(503, "The portal has just started, and reads its topics.", 1);
        }
    }

    private void answer(Context request, int status, StreamVersion version) {
        request.header("ETag", version.etag());
        Requests.answer(request, status, views.of(version));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static StreamConfiguration withState(StreamConfiguration stream, StreamConfiguration.State state) {
        return stream.withState(state);
    }

    private static StreamConfiguration withReplay(StreamConfiguration stream, StreamConfiguration.Replay replay) {
        return stream.withReplay(replay);
    }
}
