package io.datastreamer.portal.api;

import io.datastreamer.connectors.form.Form;
import io.datastreamer.contract.ApiType;
import io.datastreamer.contract.DeliveryAttempt;
import io.datastreamer.contract.EventCatalogue;
import io.datastreamer.contract.Filters;
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
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The operations on documents: fetch, find and send once more, all by asking the job. */
final class DocumentOperations {
    private static final int FETCHED = 100;
    private static final int FOUND = 20;
    private static final int MOST_FOUND = 100;
    private static final Pattern CURSOR = Pattern.compile("[eur0-9a-f.-]{1,100}");
    private static final Pattern ID = Pattern.compile("[0-9]{1,18}");
    private static final Pattern TYPES = Pattern.compile("[0-9]{1,9}(,[0-9]{1,9}){0,99}");
    private static final Pattern ICCID = Pattern.compile("[0-9]{5,20}");
    private static final Pattern IMSI = Pattern.compile("[0-9]{6,15}");

    private static final String WRONG_TYPES = "must be ids of event types with commas between them";
    private static final String WRONG_AFTER = "must be the `next` of the answer before";
    private static final String WRONG_ICCID = "must be 5 to 20 digits";
    private static final String WRONG_IMSI = "must be 6 to 15 digits";
    private static final String DEFAULT_FORMAT = "v1";
    private static final int LONGEST_PLACE = 40;

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
                Route.get("/api/v1/documents", this::find),
                Route.post("/api/v1/documents/search", this::search));
    }

    private void fetch(Context request) throws Problem {
        StreamConfiguration stream = streams.find(request).stream();
        // a fetch also confirms the documents of the previous one, which is a change
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
        Filters filters = types(matching(request, "event_type", TYPES, WRONG_TYPES));
        String format = Requests.oneOf(request, "format", Form.FIELD.choices());
        String after = matching(request, "after", DeliveryAttempt.PLACE, WRONG_AFTER);
        Instant now = clock.instant();
        Instant from = Requests.time(request, "from");
        Instant to = Requests.time(request, "to");
        job.ask(
                request,
                organisation,
                new Question.Find(
                        kind == null ? RecordKind.EVENT : RecordKind.valueOf(kind),
                        id == null ? null : Long.valueOf(id),
                        matching(request, "iccid", ICCID, WRONG_ICCID),
                        matching(request, "imsi", IMSI, WRONG_IMSI),
                        filters,
                        from == null ? now.minus(history) : from,
                        to == null ? now : to,
                        Requests.number(request, "limit", FOUND, MOST_FOUND),
                        after,
                        format == null ? DEFAULT_FORMAT : format),
                Duration.ZERO);
    }

    /** Finds documents by criteria that do not fit into a URL: the filters of a data stream. */
    private void search(Context request) throws Problem {
        streams.requireRead();
        Caller caller = Access.caller(request);
        JsonBody body = Requests.body(request);
        Long organisation = streams.organisation(caller, body);
        RecordKind kind = body.choice("record_kind", RecordKind.class);
        Long id = body.integer("document_id");
        if (id != null && id < 0) {
            body.wrong("document_id", "must be a document's id");
        }
        String iccid = matching(body, "iccid", ICCID, WRONG_ICCID);
        String imsi = matching(body, "imsi", IMSI, WRONG_IMSI);
        Filters filters = FilterDraft.read(body, Filters.NONE);
        Instant from = body.time("from");
        Instant to = body.time("to");
        Long limit = body.integer("limit");
        if (limit != null && (limit < 1 || limit > MOST_FOUND)) {
            body.wrong("limit", "must be an integer from 1 to " + MOST_FOUND);
        }
        String after = matching(body, "after", DeliveryAttempt.PLACE, WRONG_AFTER);
        String format = body.text("format", LONGEST_PLACE);
        if (format != null && !Form.FIELD.choices().contains(format)) {
            body.wrong("format", "must be one of " + String.join(", ", Form.FIELD.choices()));
        }
        body.finish();
        Instant now = clock.instant();
        job.ask(
                request,
                Objects.requireNonNull(organisation),
                new Question.Find(
                        kind == null ? RecordKind.EVENT : kind,
                        id,
                        iccid,
                        imsi,
                        filters,
                        from == null ? now.minus(history) : from,
                        to == null ? now : to,
                        limit == null ? FOUND : limit.intValue(),
                        after,
                        format == null ? DEFAULT_FORMAT : format),
                Duration.ZERO);
    }

    private static Filters types(@Nullable String ids) throws Problem {
        if (ids == null) {
            return Filters.NONE;
        }
        Set<Integer> types = Stream.of(ids.split(",", -1)).map(Integer::valueOf).collect(Collectors.toSet());
        if (!types.stream().allMatch(EventCatalogue::isKnown)) {
            throw Requests.invalid("event_type", WRONG_TYPES);
        }
        return Filters.NONE.withEventTypes(types);
    }

    private static @Nullable String matching(JsonBody body, String member, Pattern pattern, String reason) {
        String text = body.text(member, LONGEST_PLACE);
        if (text != null && !pattern.matcher(text).matches()) {
            body.wrong(member, reason);
        }
        return text;
    }

    private void sendAgain(Context request) throws Problem {
        Caller caller = Access.caller(request);
        var version = streams.find(request);
        StreamConfiguration stream = version.stream();
        JsonBody body = Requests.body(request);
        RecordKind kind = body.choice("record_kind", RecordKind.class);
        String place = body.text("place", LONGEST_PLACE);
        if (kind == null) {
            body.missing("record_kind");
        }
        if (place == null) {
            body.missing("place");
        } else if (!DeliveryAttempt.PLACE.matcher(place).matches()) {
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
