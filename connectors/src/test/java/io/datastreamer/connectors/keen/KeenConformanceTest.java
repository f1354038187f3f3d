package io.datastreamer.connectors.keen;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.datastreamer.connectors.Endpoints;
import io.datastreamer.connectors.OperatorSettings;
import io.datastreamer.connectors.conformance.IntegrationConformance;
import io.datastreamer.connectors.conformance.Received;
import io.datastreamer.connectors.conformance.Reply;
import io.datastreamer.connectors.conformance.Streams;
import io.datastreamer.contract.ApiType;
import io.datastreamer.contract.StreamConfiguration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

class KeenConformanceTest extends IntegrationConformance {
    private static final JsonMapper JSON = new JsonMapper();

    @Override
    protected StreamConfiguration streamTo(String url) {
        return Streams.stream(ApiType.KEEN_IO, Map.of("project_key", "5f00", "write_key", "THEWRITEKEY"));
    }

    @Override
    protected OperatorSettings operatorFor(String base) {
        return OperatorSettings.DEFAULTS.withEndpoints(Endpoints.of(Endpoints.Service.KEEN, base));
    }

    @Override
    protected Reply accepts() {
        return (request, wire) -> {
            String events = String.join(",", Collections.nCopies(idsIn(request).size(), "{\"success\":true}"));
            Reply.of(200, "{\"1NCEEventData\":[" + events + "]}").to(request, wire);
        };
    }

    @Override
    protected Reply refusesContent() {
        return Reply.of(400, "{\"message\":\"You sent invalid JSON.\",\"error_code\":\"InvalidJSONError\"}");
    }

    @Override
    protected Reply refusesConfiguration() {
        return Reply.of(401, "{\"message\":\"Specified API Key is invalid.\",\"error_code\":\"InvalidApiKeyError\"}");
    }

    @Override
    protected List<Long> idsIn(Received request) {
        try {
            List<Long> ids = new ArrayList<>();
            for (JsonNode event : JSON.readTree(request.body()).get("1NCEEventData")) {
                ids.add(event.get("id").asLong());
            }
            return ids;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
