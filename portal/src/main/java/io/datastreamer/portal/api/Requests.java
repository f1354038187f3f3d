package io.datastreamer.portal.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.datastreamer.portal.store.UnavailableException;
import io.datastreamer.portal.web.FieldError;
import io.datastreamer.portal.web.JsonBody;
import io.datastreamer.portal.web.Problem;
import io.javalin.http.Context;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the operations read of requests and write into answers alike. */
final class Requests {
    private static final Pattern ETAG = Pattern.compile("(?:W/)?\"([0-9]{1,18})\"");
    private static final Pattern JSON =
            Pattern.compile("application/(merge-patch\\+)?json(\\s*;.*)?", Pattern.CASE_INSENSITIVE);

    private Requests() {}

    /** The body, which has to be a JSON object and say so. */
    static JsonBody body(Context request) throws Problem {
        String type = request.contentType();
        if (type == null || !JSON.matcher(type.toLowerCase(Locale.ROOT)).matches()) {
            throw Problem.of(415, "The body must be JSON, with Content-Type: application/json.");
        }
        return JsonBody.parse(request.bodyAsBytes());
    }

    /** A number in the query, from 1. */
    static int number(Context request, String name, int otherwise, int most) throws Problem {
        String text = request.queryParam(name);
        if (text == null) {
            return otherwise;
        }
        if (text.matches("[0-9]{1,9}")) {
            int number = Integer.parseInt(text);
            if (number >= 1 && number <= most) {
                return number;
            }
        }
        throw Problem.invalid(List.of(new FieldError(name, "must be an integer from 1 to " + most)));
    }

    /** The version that If-Match names; null without it. */
    static @Nullable Long version(Context request) throws Problem {
        String header = request.header("If-Match");
        if (header == null || header.equals("*")) {
            return null;
        }
        Matcher matcher = ETAG.matcher(header.trim());
        if (!matcher.matches()) {
            throw outdated();
        }
        return Long.valueOf(matcher.group(1));
    }

    /** The same where it has to be there. */
    static long requiredVersion(Context request) throws Problem {
        Long version = version(request);
        if (version == null) {
            throw Problem.of(428, "The header If-Match is missing: send the ETag of the version that is meant.");
        }
        return version;
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
