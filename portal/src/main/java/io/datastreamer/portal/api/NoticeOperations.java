package io.datastreamer.portal.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.datastreamer.portal.auth.Caller;
import io.datastreamer.portal.notices.NoticeSender;
import io.datastreamer.portal.notices.Sent;
import io.datastreamer.portal.store.NoticeSettings;
import io.datastreamer.portal.store.StreamNotices;
import io.datastreamer.portal.store.StreamStore;
import io.datastreamer.portal.store.UnavailableException;
import io.datastreamer.portal.web.Access;
import io.datastreamer.portal.web.JsonBody;
import io.datastreamer.portal.web.Problem;
import io.datastreamer.portal.web.RateLimit;
import io.datastreamer.portal.web.Route;
import io.javalin.http.Context;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The operations on notices: what an organisation is told of its data streams and where, and exceptions for a stream.
 */
final class NoticeOperations {
    private static final String STREAM = "/api/v1/streams/{id}/notices";

    private final StreamOperations streams;
    private final StreamStore store;
    private final NoticeDraft drafts;
    private final SigningOperations signing;
    private final NoticeSender sender;
    private final Clock clock;
    private final RateLimit tests;

    /** @param testsPerMinute most tests of an organisation a minute */
    NoticeOperations(
            StreamOperations streams,
            StreamStore store,
            NoticeDraft drafts,
            SigningOperations signing,
            NoticeSender sender,
            Clock clock,
            int testsPerMinute) {
        this.streams = streams;
        this.store = store;
        this.drafts = drafts;
        this.signing = signing;
        this.sender = sender;
        this.clock = clock;
        this.tests = new RateLimit(testsPerMinute, clock);
    }

    List<Route> routes() {
        return List.of(
                Route.get("/api/v1/notices", this::read),
                Route.patch("/api/v1/notices", this::change),
                Route.post("/api/v1/notices/test", this::test),
                Route.post("/api/v1/notices/signing-secret", this::rotate),
                Route.get(STREAM, this::readStream),
                Route.patch(STREAM, this::changeStream));
    }

    private void read(Context request) throws Problem {
        answer(request, organisation(request));
    }

    private void change(Context request) throws Problem {
        long organisation = organisation(request);
        NoticeDraft.Change change = drafts.change(Requests.body(request), organisation, settings(organisation));
        write(organisation, change::on);
        Audit.tell("change notices", Access.caller(request), organisation, change.members());
        answer(request, organisation);
    }

    private void test(Context request) throws Problem {
        long organisation = organisation(request);
        int seconds = tests.take(Access.caller(request).account());
        if (seconds > 0) {
            throw Problem.later(429, "Too many tests; try again in " + seconds + " s.", seconds);
        }
        Map<String, Sent> came = new TreeMap<>(sender.test(organisation, settings(organisation)));
        ObjectNode json = StreamJson.JSON.createObjectNode();
        ArrayNode results = json.putArray("results");
        came.forEach((to, sent) -> results.addObject()
                .put("to", to)
                .put("sent", sent.error() == null)
                .put("error", sent.error()));
        Requests.answer(request, 200, json);
    }

    private void rotate(Context request) throws Problem {
        long organisation = organisation(request);
        JsonBody body = Requests.body(request);
        SigningOperations.Wish wish = SigningOperations.wish(body);
        body.finish();
        if (!settings(organisation).hasWebhook()) {
            throw Problem.of(409, "There is no webhook: set its URL first.");
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Duration overlap = wish.overlap();
        Instant until = overlap.isZero() ? null : now.plus(overlap);
        boolean isFirst = signing.current(settings(organisation).webhookOf(organisation)) == null;
        SigningSecrets.Made made = SigningSecrets.make(wish.algorithm());
        write(
                organisation,
                settings -> settings.withWebhook(
                        signing.withSecret(settings.webhookOf(organisation), made.secret(), now, until)
                                .settings()));
        Audit.tell("notices signing secret", Access.caller(request), organisation, List.of());
        ObjectNode json = SigningOperations.json(wish.algorithm(), made, isFirst ? null : until);
        Requests.answer(request, 200, json);
    }

    private void readStream(Context request) throws Problem {
        String id = streams.find(request).stream().id();
        Requests.answer(request, 200, NoticeViews.of(store.notices().stream(id)));
    }

    private void changeStream(Context request) throws Problem {
        String id = streams.find(request).stream().id();
        NoticeStreamChange change = NoticeStreamChange.of(Requests.body(request));
        Caller caller = Access.caller(request);
        try {
            StreamNotices now = store.writeNotices(id, Audit.activity("notices", caller, List.of()), change::on);
            Requests.answer(request, 200, NoticeViews.of(now));
        } catch (UnavailableException e) {
            throw Requests.unavailable(e);
        }
    }

    private NoticeSettings settings(long organisation) {
        return store.notices().settings(organisation);
    }

    /** Changes the current settings to the next ones; a problem that it throws is the answer. */
    private interface Next {
        NoticeSettings of(NoticeSettings present) throws Problem;
    }

    private void write(long organisation, Next next) throws Problem {
        try {
            store.notices().<Problem>write(organisation, next::of);
        } catch (UnavailableException e) {
            throw Requests.unavailable(e);
        }
    }

    private void answer(Context request, long organisation) {
        Requests.answer(
                request,
                200,
                NoticeViews.of(settings(organisation), store.notices().notices(organisation), sender.hasMail()));
    }

    /** The organisation whose notices the request is about. */
    private long organisation(Context request) throws Problem {
        streams.requireRead();
        Long organisation = Access.caller(request).organisationId();
        if (organisation == null) {
            throw Problem.of(403, "Notices belong to an organisation: log in as it.");
        }
        return organisation;
    }

    /** A change of a stream's exceptions. */
    private record NoticeStreamChange(JsonBody body, StreamNotices sent) {
        static NoticeStreamChange of(JsonBody body) throws Problem {
            boolean enabled = body.value("enabled") == null || body.flag("enabled");
            Integer minutes = NoticeDraft.number(body, "failing_after_minutes", 0, NoticeDraft.MOST_MINUTES);
            StreamNotices sent = new StreamNotices(enabled, minutes, NoticeDraft.kinds(body, "kinds"));
            body.finish();
            return new NoticeStreamChange(body, sent);
        }

        StreamNotices on(StreamNotices present) {
            return new StreamNotices(
                    body.has("enabled") ? sent.enabled() : present.enabled(),
                    body.has("failing_after_minutes") ? sent.failingAfterMinutes() : present.failingAfterMinutes(),
                    body.has("kinds") ? sent.kinds() : present.kinds());
        }
    }
}
