package io.datastreamer.portal.web;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/** An error as an answer: a problem detail (RFC 9457). The detail is for the caller. */
public final class Problem extends Exception {
    private static final long serialVersionUID = 1L;

    /** The media type of a problem. */
    public static final String MEDIA_TYPE = "application/problem+json";

    private static final Map<Integer, String> TITLES = Map.ofEntries(
            Map.entry(400, "Bad Request"),
            Map.entry(401, "Unauthorized"),
            Map.entry(403, "Forbidden"),
            Map.entry(404, "Not Found"),
            Map.entry(405, "Method Not Allowed"),
            Map.entry(408, "Request Timeout"),
            Map.entry(409, "Conflict"),
            Map.entry(412, "Precondition Failed"),
            Map.entry(413, "Content Too Large"),
            Map.entry(414, "URI Too Long"),
            Map.entry(415, "Unsupported Media Type"),
            Map.entry(422, "Unprocessable Content"),
            Map.entry(428, "Precondition Required"),
            Map.entry(429, "Too Many Requests"),
            Map.entry(431, "Request Header Fields Too Large"),
            Map.entry(500, "Internal Server Error"),
            Map.entry(503, "Service Unavailable"));

    private final int status;
    private final transient List<FieldError> errors;
    private final int retryAfterSeconds;

    private Problem(int status, String detail, List<FieldError> errors, int retryAfterSeconds) {
        super(detail);
        this.status = status;
        this.errors = List.copyOf(errors);
        this.retryAfterSeconds = retryAfterSeconds;
    }

    public static Problem of(int status, String detail) {
        return new Problem(status, detail, List.of(), 0);
    }

    /** There is no such stream, or it is another organisation's; the caller cannot tell which. */
    public static Problem noSuchStream() {
        return of(404, "There is no such data stream.");
    }

    /** The problem of a body with invalid members. */
    public static Problem invalid(List<FieldError> errors) {
        return new Problem(422, "Some members are not valid; each is listed with the reason.", errors, 0);
    }

    /** A problem that asks to try again later. */
    public static Problem later(int status, String detail, int seconds) {
        return new Problem(status, detail, List.of(), Math.max(1, seconds));
    }

    public int status() {
        return status;
    }

    /** The errors in members. */
    public List<FieldError> errors() {
        return errors;
    }

    /** In how many seconds to try again; 0 if not given. */
    public int retryAfterSeconds() {
        return retryAfterSeconds;
    }

    /** The problem as the body of an answer (RFC 9457). */
    public ObjectNode toJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("type", "about:blank");
        json.put("title", TITLES.getOrDefault(status, "Error"));
        json.put("status", status);
        json.put("detail", String.valueOf(getMessage()));
        if (!errors.isEmpty()) {
            ArrayNode list = json.putArray("errors");
            errors.forEach(
                    error -> list.addObject().put("member", error.member()).put("reason", error.reason()));
        }
        return json;
    }
}
