package io.datastreamer.portal.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.datastreamer.portal.store.Statuses;
import io.datastreamer.portal.store.StreamStore;
import io.datastreamer.portal.web.Metrics;
import io.datastreamer.portal.web.Problem;
import io.datastreamer.portal.web.Route;
import io.javalin.http.Context;
import java.time.Clock;
import java.util.List;
import static java.nio.charset.StandardCharsets.UTF_8;

/** The operator's operations: whether the portal is alive and ready, and its metrics. */
final class HealthOperations {
    private static final long KEPT_MS = 3000;

    private final StreamStore store;
    private final Statuses statuses;
    private final Metrics metrics;
    private final Clock clock;
    /** Guarded by this: whether the broker answered the last check, and when that was. */
    private boolean reachable;

    private long askedAt;

    HealthOperations(StreamStore store, Statuses statuses, Metrics metrics, Clock clock) {
        this.store = store;
        this.statuses = statuses;
        this.metrics = metrics;
        this.clock = clock;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/health/live", HealthOperations::up).by(Route.Access.PROBE),
                Route.get("/health/ready", this::ready).by(Route.Access.PROBE),
                Route.get("/metrics", this::showMetrics).by(Route.Access.PROBE));
    }

    private static void up(Context request) {
        ObjectNode json = StreamJson.JSON.createObjectNode();
        json.put("status", "UP");
        Requests.answer(request, 200, json);
    }

    private void ready(Context request) throws Problem {
        if (!store.isCaughtUp() || !statuses.isCaughtUp()) {
            throw Problem.later(503, "The portal has just started, and reads its topics.", 1);
        }
        if (!isReachable()) {
            throw Problem.later(503, "The broker does not answer.", 5);
        }
        up(request);
    }

    private void showMetrics(Context request) {
        request.contentType("text/plain; version=0.0.4; charset=utf-8")
                .result(metrics.text().getBytes(UTF_8));
    }

    // probes are frequent, and anybody may send them
    private synchronized boolean isReachable() {
        if (clock.millis() - askedAt > KEPT_MS) {
            reachable = store.isReachable();
            askedAt = clock.millis();
        }
        return reachable;
    }
}
