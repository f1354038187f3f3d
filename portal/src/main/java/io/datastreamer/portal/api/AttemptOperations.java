package io.datastreamer.portal.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.datastreamer.portal.store.Attempts;
import io.datastreamer.portal.store.StreamVersion;
import io.datastreamer.portal.web.Problem;
import io.datastreamer.portal.web.Route;
import io.javalin.http.Context;
import java.util.List;

/** The last attempts of a stream. */
final class AttemptOperations {
    private static final int PAGE = 50;

    private final StreamOperations streams;
    private final Attempts attempts;

    AttemptOperations(StreamOperations streams, Attempts attempts) {
        this.streams = streams;
        this.attempts = attempts;
    }

    List<Route> routes() {
        return List.of(Route.get("/api/v1/streams/{id}/attempts", this::list));
    }

    private void list(Context request) throws Problem {
        StreamVersion version = streams.find(request);
        int limit = Requests.number(request, "limit", PAGE, Attempts.OF_A_STREAM);
        ObjectNode json = StreamJson.JSON.createObjectNode();
        ArrayNode items = json.putArray("items");
        attempts.of(version.stream().id(), limit).forEach(attempt -> items.add(StreamJson.attempt(attempt)));
        Requests.answer(request, 200, json);
    }
}
