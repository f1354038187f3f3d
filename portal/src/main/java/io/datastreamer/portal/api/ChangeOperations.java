package io.datastreamer.portal.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.datastreamer.portal.auth.ApiKeys;
import io.datastreamer.portal.auth.Caller;
import io.datastreamer.portal.store.Attempts;
import io.datastreamer.portal.web.Access;
import io.datastreamer.portal.web.Problem;
import io.datastreamer.portal.web.Route;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import static java.nio.charset.StandardCharsets.UTF_8;

/** Streams changes as server-sent events. Each watcher holds a thread, so their number is limited. */
public final class ChangeOperations {
    /** Most watchers at once. */
    public static final int MOST = 400;

    private static final String MEDIA_TYPE = "text/event-stream";
    private static final int MOST_OF_AN_ACCOUNT = 20;
    private static final long HEARTBEAT_MS = 15_000;
    private static final long PACE_MS = 250;

    private final StreamOperations streams;
    private final Watchers watchers;
    private final StreamViews views;
    private final ApiKeys keys;
    private final Clock clock;

    ChangeOperations(StreamOperations streams, Watchers watchers, StreamViews views, ApiKeys keys, Clock clock) {
        this.keys = keys;
        this.streams = streams;
        this.watchers = watchers;
        this.views = views;
        this.clock = clock;
    }

    List<Route> routes() {
        return List.of(Route.get("/api/v1/changes", this::watch).by(Route.Access.WATCHER));
    }

    private void watch(Context request) throws Problem {
        Caller caller = Access.caller(request);
        streams.requireRead();
        if (request.method().equals(HandlerType.HEAD)) {
            request.contentType(MEDIA_TYPE);
            return;
        }
        try (Watchers.Watcher watcher = watchers.add(caller, MOST, MOST_OF_AN_ACCOUNT)) {
            if (watcher == null) {
                throw Problem.later(429, "Too many connections watch already.", 10);
            }
            HttpServletResponse response = request.res();
            response.setStatus(200);
            response.setContentType(MEDIA_TYPE);
            response.setHeader("X-Accel-Buffering", "no");
            OutputStream out = response.getOutputStream();
            write(out, "ready", StreamJson.JSON.createObjectNode());
            response.flushBuffer();
            tell(watcher, caller, out, response);
        } catch (IOException e) {
            // the watcher has disconnected
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void tell(Watchers.Watcher watcher, Caller caller, OutputStream out, HttpServletResponse response)
            throws IOException, InterruptedException {
        while (!watchers.isClosed() && clock.instant().isBefore(caller.expiresAt()) && keys.holds(caller)) {
            Watchers.News news = watcher.next(HEARTBEAT_MS);
            if (news.isEmpty()) {
                out.write(": \n\n".getBytes(UTF_8));
            }
            for (String id : news.streams()) {
                ObjectNode stream = views.find(id);
                if (stream == null) {
                    write(
                            out,
                            "removed",
                            StreamJson.JSON.createObjectNode().put("id", id).put("version", views.version()));
                } else {
                    write(out, "stream", stream);
                }
            }
            if (news.attemptsMissed()) {
                write(out, "gap", StreamJson.JSON.createObjectNode());
            }
            for (Attempts.Heard attempt : news.attempts()) {
                write(out, "attempt", StreamJson.attempt(attempt));
            }
            response.flushBuffer();
            TimeUnit.MILLISECONDS.sleep(PACE_MS);
        }
    }

    // our JSON has no line breaks
    private static void write(OutputStream out, String event, ObjectNode data) throws IOException {
        out.write(("event: " + event + "\ndata: " + data + "\n\n").getBytes(UTF_8));
    }
}
