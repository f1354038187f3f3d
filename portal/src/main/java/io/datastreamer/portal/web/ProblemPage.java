package io.datastreamer.portal.web;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** What the server says of requests that do not get as far as an operation, such as one with headers that are too large. */
final class ProblemPage extends ErrorHandler {
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        int status = response.getStatus() < 400 ? 400 : response.getStatus();
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, Problem.MEDIA_TYPE);
        String body = Problem.of(status, "The request cannot be read: it is not well formed, or too large.")
                .toJson()
                .toString();
        Content.Sink.write(response, true, body, callback);
        return true;
    }
}
