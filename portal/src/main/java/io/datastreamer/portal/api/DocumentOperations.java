package io.datastreamer.portal.api;

import io.datastreamer.connectors.form.Form;
import io.datastreamer.contract.ApiType;
import io.datastreamer.contract.Question;
import io.datastreamer.contract.QuestionCodec;
import io.datastreamer.contract.RecordKind;
import io.datastreamer.contract.StreamConfiguration;
import io.datastreamer.portal.auth.Caller;
import io.datastreamer.portal.web.Access;
import io.datastreamer.portal.web.JsonBody;
import io.datastreamer.portal.web.Problem;
import io.datastreamer.portal.web.Route;
import io.javalin.http.Context;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Documents themselves: fetched, found and sent once more, all by asking the job. */
final class DocumentOperations {
    private static final int FETCHED = 100;
    private static final int FOUND = 20;
    private static final int MOST_FOUND = 100;
    private static final Pattern CURSOR = Pattern.compile("[eur0-9a-f.-]{1,100}");
    private static final Pattern PLACE = Pattern.compile("[0-9]{1,18}\\.[0-9]{1,9}");
    private static final Pattern ID = Pattern.compile("[0-9]{1,18}");
    private static final Pattern TYPES = Pattern.compile("[0-9]{1,9}(,[0-9]{1,9}){0,99}");
    private static final Pattern ICCID = Pattern.compile("[0-9]{5,20}");
    private static final Pattern IMSI = Pattern.compile("[0-9]{6,15}");

    private final StreamOperations streams;
    private final JobAnswers job;
    private final Clock clock;
    private final Duration history;

    DocumentOperations(StreamOperations streams, JobAnswers job, Clock clock, Duration history) {
        this.streams = streams;
        this.job = job;
        this.clock = clock;
        this.history = history;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/api/v1/streams/{id}/documents", this::fetch),
                Route.post("/api/v1/streams/{id}/send-again", this::sendAgain),
                Route.get("/api/v1/documents", this::find));
    }

    private void fetch(Context request) throws Problem {
        StreamConfiguration stream = streams.find(request).stream();
        // what is fetched is settled by the next fetch
        if (!Access.caller(request).mayChange()) {
            throw Problem.of(403, "This key may look at data streams, and not fetch their documents.");
        }
        String cursor = request.queryParam("cursor");
        if (cursor != null && !CURSOR.matcher(cursor).matches()) {
            throw Requests.invalid("cursor", "must be the cursor of an answer before");
        }
        int limit = Requests.number(request, "limit", FETCHED, QuestionCodec.MOST_DOCUMENTS);
        int wait = Requests.number(request, "wait", 0, 0, QuestionCodec.LONGEST_WAIT_S);
        if (stream.apiType() != ApiType.PULL) {
            throw Problem.of(409, "The documents of this data stream are sent, and cannot be fetched.");
        }
        job.ask(
                request,
                stream.organisationId(),
                new Question.Fetch(stream.id(), cursor, limit, wait),
                Duration.ofSeconds(wait));
    }

    private void find(Context request) throws Problem {
        streams.requireRead();
        long organisation = organisation(request);
        String kind = Requests.oneOf(request, "record_kind", List.of("EVENT", "USAGE"));
        String id = matching(request, "document_id", ID, "must be a document's id");
        String types = matching(request, "event_type", TYPES, "must be ids of event types with commas between them");
        String format = Requests.oneOf(request, "format", Form.FIELD.choices());
        String after = matching(request, "after", PLACE, "must be the `next` of the answer before");
        Instant now = clock.instant();
        Instant from = Requests.time(request, "from");
        Instant to = Requests.time(request, "to");
        job.ask(
                request,
                organisation,
                new Question.Find(
                        kind == null ? RecordKind.EVENT : RecordKind.valueOf(kind),
                        id == null ? null : Long.valueOf(id),
                        matching(request, "iccid", ICCID, "must be 5 to 20 digits"),
                        matching(request, "imsi", IMSI, "must be 6 to 15 digits"),
                        types == null
                                ? null
                                : Stream.of(types.split(",", -1))
                                        .map(Integer::valueOf)
                                        .collect(Collectors.toSet()),
                        from == null ? now.minus(history) : from,
                        to == null ? now : to,
                        Requests.number(request, "limit", FOUND, MOST_FOUND),
                        after,
                        format == null ? "v1" : format),
                Duration.ZERO);
    }

    private void sendAgain(Context request) throws Problem {
        Caller caller = Access.caller(request);
        var version = streams.find(request);
        StreamConfiguration stream = version.stream();
        JsonBody body = Requests.body(request);
        RecordKind kind = body.choice("record_kind", RecordKind.class);
        String place = body.text("place", 40);
        if (kind == null) {
            body.missing("record_kind");
        }
        if (place == null) {
            body.missing("place");
        } else if (!PLACE.matcher(place).matches()) {
            body.wrong("place", "must be the place of a document that was found");
        }
        body.finish();
        Audit.tell("send_again", caller, stream, version.etag(), List.of());
        job.ask(
                request,
                stream.organisationId(),
                new Question.SendAgain(stream.id(), Objects.requireNonNull(kind), Objects.requireNonNull(place)),
                Duration.ZERO);
    }

    private static long organisation(Context request) throws Problem {
        Caller caller = Access.caller(request);
        String wanted = matching(request, "organisation_id", ID, "must be an integer");
        Long organisation = wanted == null ? caller.organisationId() : Long.valueOf(wanted);
        if (organisation == null) {
            throw Requests.invalid("organisation_id", "is missing: an operator says whose documents are meant");
        }
        if (!caller.reaches(organisation)) {
            throw Requests.invalid("organisation_id", "must be your own, or left out");
        }
        return organisation;
    }

    private static @Nullable String matching(Context request, String name, Pattern pattern, String reason)
            throws Problem {
        String text = request.queryParam(name);
        if (text != null && !pattern.matcher(text).matches()) {
            throw Requests.invalid(name, reason);
        }
        return text;
    }
}
