package io.datastreamer.portal.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.datastreamer.portal.store.UnavailableException;
import io.datastreamer.portal.web.FieldError;
import io.datastreamer.portal.web.JsonBody;
import io.datastreamer.portal.web.Problem;
import io.datastreamer.portal.web.ZonedTime;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads parts of requests, and writes parts of answers, that several operations share. */
final class Requests {
    private static final Pattern ETAG = Pattern.compile("\"([0-9]{1,18})\"");
    private static final Pattern JSON =
            Pattern.compile("application/(merge-patch\\+)?json(\\s*;.*)?", Pattern.CASE_INSENSITIVE);

    private Requests() {}

    /** The body, which must be a JSON object with the matching content type. */
    static JsonBody body(Context request) throws Problem {
        String type = request.contentType();
        if (type == null || !JSON.matcher(type.toLowerCase(Locale.ROOT)).matches()) {
            throw Problem.of(415, "The body must be JSON, with Content-Type: application/json.");
        }
        return JsonBody.parse(request.bodyAsBytes());
    }

    /** A number in the query, at least 1. */
    static int number(Context request, String name, int otherwise, int most) throws Problem {
        return number(request, name, otherwise, 1, most);
    }

    /** A number in the query. */
    static int number(Context request, String name, int otherwise, int least, int most) throws Problem {
        String text = request.queryParam(name);
        if (text == null) {
            return otherwise;
        }
        if (text.matches("[0-9]{1,9}")) {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        }
        throw invalid(name, "must be an integer from " + least + " to " + most);
    }

    /** One of several words in the query; null without it. */
    static @Nullable String oneOf(Context request, String name, List<String> words) throws Problem {
        String text = request.queryParam(name);
        if (text != null && !words.contains(text)) {
            throw invalid(name, "must be one of " + String.join(", ", words));
        }
        return text;
    }

    /** A time in the query; null without it. */
    static @Nullable Instant time(Context request, String name) throws Problem {
        String text = request.queryParam(name);
        if (text == null) {
            return null;
        }
        Instant time = ZonedTime.orNull(text);
        if (time == null) {
            throw invalid(name, "must be an ISO 8601 time with zone, such as 2026-11-20T00:00:00Z");
        }
        return time;
    }

    /** The problem of an invalid query parameter. */
    static Problem invalid(String name, String reason) {
        return Problem.invalid(List.of(new FieldError(name, reason)));
    }

    /**
     * The versions in If-Match.
     *
     * @param any whether every version matches
     * @param numbers the versions; weak tags match nothing (RFC 9110, 13.1.1)
     */
    record Versions(boolean any, Set<Long> numbers) {
        boolean have(long number) {
            return any || numbers.contains(number);
        }
    }

    /** The versions in If-Match; null without it. */
    static @Nullable Versions versions(Context request) {
        List<String> headers = Collections.list(request.req().getHeaders("If-Match"));
        if (headers.isEmpty()) {
            return null;
        }
        Set<Long> numbers = new HashSet<>();
        boolean any = false;
        for (String tag : String.join(",", headers).split(",", -1)) {
            Matcher matcher = ETAG.matcher(tag.trim());
            any |= tag.trim().equals("*");
            if (matcher.matches()) {
                numbers.add(Long.valueOf(matcher.group(1)));
            }
        }
        return new Versions(any, numbers);
    }

    /** The same if it is required. */
    static Versions requiredVersions(Context request) throws Problem {
        Versions versions = versions(request);
        if (versions == null) {
            throw Problem.of(428, "The header If-Match is missing: send the ETag of the version that is meant.");
        }
        return versions;
    }

    static Problem outdated() {
        return Problem.of(412, "The data stream was changed since; read it again.");
    }

    static Problem unavailable(UnavailableException e) {
        return Problem.later(503, "Not possible now: " + e.getMessage() + ".", 2);
    }

    static void answer(Context request, int status, ObjectNode json) {
        request.status(status);
        request.contentType("application/json");
        try {
            request.result(StreamJson.JSON.writeValueAsBytes(json));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can be written", e);
        }
    }
}
