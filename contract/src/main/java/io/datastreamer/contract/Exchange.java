package io.datastreamer.contract;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What went over the wire in an attempt. Secrets are already masked; bodies are encrypted or left out.
 *
 * @param request what was sent, or what would have been sent if there was no connection
 * @param response what the receiver answered; null without an answer
 * @param timing how long each phase took
 */
public record Exchange(Request request, @Nullable Response response, Timing timing) {

    /**
     * A request.
     *
     * @param line method, path and version; of a query it shows only that there is one
     * @param headers in their order; hidden values are {@code ***}
     * @param bodyBytes length of the body as sent
     * @param truncated whether {@code bodySealed} is only the beginning
     * @param bodySealed the body, encrypted for its data stream; null if not kept
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
     * @param headers in the same form as the request's
     * @param truncated whether {@code bodySealed} is only the beginning
     * @param bodySealed the body, encrypted for its data stream; null if not kept
     */
    public record Response(
            int status,
            List<Header> headers,
            boolean truncated,
            @Nullable String bodySealed) {}

    /** A header of a request or an answer. */
    public record Header(String name, String value) {}

    /**
     * How long each phase took, in milliseconds; null if it did not happen, such as connecting when a connection was
     * open.
     *
     * @param name looking up the host name
     * @param connect opening the connection
     * @param tls the TLS handshake
     * @param firstByte from the start until the answer's head arrived
     * @param end from the start until the exchange ended
     */
    public record Timing(
            @Nullable Long name,
            @Nullable Long connect,
            @Nullable Long tls,
            @Nullable Long firstByte,
            long end) {}

    /** The same exchange without bodies. */
    public Exchange withoutBodies() {
        Request bare = new Request(request.line, request.headers, request.bodyBytes, false, null);
        Response answer = response == null ? null : new Response(response.status, response.headers, false, null);
        return new Exchange(bare, answer, timing);
    }
}
