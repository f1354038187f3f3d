package io.datastreamer.portal.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.datastreamer.contract.DeliveryAttempt;
import io.datastreamer.contract.DeliveryAttempt.Outcome;
import io.datastreamer.contract.RecordKind;
import io.datastreamer.portal.store.Attempts;
import io.datastreamer.portal.store.HourCounters;
import io.datastreamer.portal.store.StreamVersion;
import io.datastreamer.portal.store.UnavailableException;
import io.datastreamer.portal.web.Problem;
import io.datastreamer.portal.web.Route;
import io.javalin.http.Context;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The operations on a stream's delivery attempts: lists, single attempts, and hourly counts. */
final class AttemptOperations {
    private static final int PAGE = 50;
    private static final int LARGEST_PAGE = 100;
    private static final int DAY = 24;
    /** Stands for all outcomes except {@code DELIVERED}. */
    private static final String FAILED = "FAILED";

    private static final Pattern PLACE = Pattern.compile("([0-9]{1,9})-([0-9]{1,18})");
    private static final Pattern CURSOR = Pattern.compile("[0-9]{1,9}-[0-9]{1,18}(_[0-9]{1,9}-[0-9]{1,18}){0,999}");

    private final StreamOperations streams;
    private final Attempts attempts;
    private final HourCounters counters;
    private final ExchangeJson exchanges;
    private final Clock clock;

    AttemptOperations(
            StreamOperations streams, Attempts attempts, HourCounters counters, ExchangeJson exchanges, Clock clock) {
        this.streams = streams;
        this.attempts = attempts;
        this.counters = counters;
        this.exchanges = exchanges;
        this.clock = clock;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/api/v1/streams/{id}/attempts", this::list),
                Route.get("/api/v1/streams/{id}/attempts/{attempt}", this::read),
                Route.get("/api/v1/streams/{id}/hours", this::hours));
    }

    private void list(Context request) throws Problem {
        StreamVersion version = streams.find(request);
        int limit = Requests.number(request, "limit", PAGE, LARGEST_PAGE);
        String outcome = Requests.oneOf(request, "outcome", names(Outcome.values(), FAILED));
        String kind = Requests.oneOf(request, "record_kind", names(RecordKind.values()));
        Attempts.Page page;
        try {
            page = attempts.page(
                    version.stream().id(),
                    kind == null ? null : RecordKind.valueOf(kind),
                    outcome == null ? null : outcomes(outcome),
                    Requests.time(request, "from"),
                    Requests.time(request, "to"),
                    place(request.queryParam("place")),
                    cursor(request.queryParam("after")),
                    limit);
        } catch (UnavailableException e) {
            throw Requests.unavailable(e);
        }
        ObjectNode json = StreamJson.JSON.createObjectNode();
        ArrayNode items = json.putArray("items");
        page.items().forEach(attempt -> items.add(StreamJson.attempt(attempt)));
        json.put("next", page.next().isEmpty() ? null : text(page.next()));
        StreamJson.putTime(json, "known_since", page.knownSince());
        Requests.answer(request, 200, json);
    }

    private void read(Context request) throws Problem {
        StreamVersion version = streams.find(request);
        Matcher place = PLACE.matcher(request.pathParam("attempt"));
        Attempts.Heard heard;
        try {
            heard = place.matches()
                    ? attempts.find(
                            version.stream().id(), Integer.parseInt(place.group(1)), Long.parseLong(place.group(2)))
                    : null;
        } catch (UnavailableException e) {
            throw Requests.unavailable(e);
        }
        if (heard == null) {
            throw Problem.of(404, "There is no such attempt, or not any more.");
        }
        ObjectNode json = StreamJson.JSON.createObjectNode();
        json.set("attempt", StreamJson.attempt(heard));
        exchanges.put(json, version.stream(), heard.attempt().exchange());
        Requests.answer(request, 200, json);
    }

    private void hours(Context request) throws Problem {
        StreamVersion version = streams.find(request);
        int last = Requests.number(request, "last", DAY, HourCounters.MOST_HOURS);
        ObjectNode json = StreamJson.JSON.createObjectNode();
        ArrayNode items = json.putArray("items");
        for (HourCounters.Hour hour : counters.of(version.stream().id(), clock.instant(), last)) {
            ObjectNode item = items.addObject();
            StreamJson.putTime(item, "from", hour.from());
            item.put("delivered", hour.delivered()).put("failed", hour.failed());
            item.put("lag_seconds", hour.lagSeconds()).put("answer_ms", hour.answerMillis());
        }
        StreamJson.putTime(json, "counted_since", attempts.countedSince());
        Requests.answer(request, 200, json);
    }

    private static List<String> names(Enum<?>[] values, String... others) {
        List<String> names = Arrays.stream(values).map(Enum::name).collect(Collectors.toList());
        names.addAll(List.of(others));
        return names;
    }

    private static List<Outcome> outcomes(String name) {
        return Arrays.stream(Outcome.values())
                .filter(outcome -> name.equals(FAILED)
                        ? outcome != Outcome.DELIVERED
                        : outcome.name().equals(name))
                .toList();
    }

    private static @Nullable String place(@Nullable String text) throws Problem {
        if (text != null && !DeliveryAttempt.PLACE.matcher(text).matches()) {
            throw Requests.invalid("place", "must be the place of a document that was found");
        }
        return text;
    }

    private static String text(Map<Integer, Long> next) {
        return next.entrySet().stream()
                .map(place -> place.getKey() + "-" + place.getValue())
                .collect(Collectors.joining("_"));
    }

    private static @Nullable Map<Integer, Long> cursor(@Nullable String text) throws Problem {
        if (text == null) {
            return null;
        }
        if (!CURSOR.matcher(text).matches()) {
            throw Requests.invalid("after", "must be the `next` of the page before");
        }
        Map<Integer, Long> places = new TreeMap<>();
        for (String place : text.split("_", -1)) {
            int dash = place.indexOf('-');
            places.put(Integer.valueOf(place.substring(0, dash)), Long.valueOf(place.substring(dash + 1)));
        }
        return places;
    }
}
