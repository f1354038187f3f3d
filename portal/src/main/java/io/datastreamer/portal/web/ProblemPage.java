package io.datastreamer.portal.web;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** Answers requests that do not reach an operation, such as those with too large headers, with a problem. */
final class ProblemPage extends ErrorHandler {
    private final SecurityHeaders headers;

    ProblemPage(SecurityHeaders headers) {
        this.headers = headers;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        int status = response.getStatus() < 400 ? 400 : response.getStatus();
        String detail = status >= 500
                ? "Something went wrong here."
                : "The request cannot be read: it is not well formed, or too large.";
        write(request, response, callback, Problem.of(status, detail), headers);
        return true;
    }

    /** Writes a problem as the answer, without waiting for anything. */
    static void write(Request request, Response response, Callback callback, Problem problem, SecurityHeaders headers) {
        response.setStatus(problem.status());
        headers.addTo((name, value) -> response.getHeaders().put(name, value));
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, Problem.MEDIA_TYPE);
        if (problem.retryAfterSeconds() > 0) {
            response.getHeaders().put(HttpHeader.RETRY_AFTER, problem.retryAfterSeconds());
        }
        String body = request.getMethod().equals("HEAD") ? "" : problem.toJson().toString();
        Content.Sink.write(response, true, body, callback);
    }
}
