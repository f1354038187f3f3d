package io.datastreamer.contract;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What went over the wire in an attempt. Secrets are masked before this is made; bodies are encrypted, or not here.
 *
 * @param request what was sent, or would have been, had there been a connection
 * @param response what the receiver answered; null without an answer
 * @param timing how long each phase took
 */
public record Exchange(Request request, @Nullable Response response, Timing timing) {

    /**
     * A request.
     *
     * @param line method, path and version; of a query only that there is one
     * @param headers in their order; {@code ***} in the place of what is not to be shown
     * @param bodyBytes length of the body as it was sent
     * @param truncated whether {@code bodySealed} is the beginning only
     * @param bodySealed the body, encrypted for its data stream; null where none was kept
     */
    public record Request(
            String line,
            List<Header> headers,
            long bodyBytes,
            boolean truncated,
            @Nullable String bodySealed) {}

    /**
     * An answer.
     *
     * @param status the HTTP status
     * @param headers as those of the request
     * @param truncated whether {@code bodySealed} is the beginning only
     * @param bodySealed the body, encrypted for its data stream; null where none was kept
     */
    public record Response(
            int status,
            List<Header> headers,
            boolean truncated,
            @Nullable String bodySealed) {}

    /** A header of the request or of the answer. */
    public record Header(String name, String value) {}

    /**
     * Milliseconds; null where a phase did not happen, as over a connection that was open.
     *
     * @param name the name was looked up
     * @param connect a connection was dialled
     * @param tls hands were shaken
     * @param firstByte from the start until the answer's head was there
     * @param end from the start until all was over
     */
    public record Timing(
            @Nullable Long name,
            @Nullable Long connect,
            @Nullable Long tls,
            @Nullable Long firstByte,
            long end) {}

    /** The same without bodies. */
    public Exchange withoutBodies() {
        Request bare = new Request(request.line, request.headers, request.bodyBytes, false, null);
        Response answer = response == null ? null : new Response(response.status, response.headers, false, null);
        return new Exchange(bare, answer, timing);
    }
}
