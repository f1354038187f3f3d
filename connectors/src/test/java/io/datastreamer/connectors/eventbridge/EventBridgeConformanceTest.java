package io.datastreamer.connectors.eventbridge;

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

class EventBridgeConformanceTest extends IntegrationConformance {
    private static final JsonMapper JSON = new JsonMapper();

    @Override
    protected StreamConfiguration streamTo(String url) {
        return Streams.stream(
                ApiType.AWS_EVENTBRIDGE,
                Map.of(
                        "region", "eu-central-1",
                        "access_key_id", "AKIDEXAMPLE",
                        "secret_access_key", "an/example+of/a+secret"));
    }

    @Override
    protected OperatorSettings operatorFor(String base) {
        return OperatorSettings.DEFAULTS.withEndpoints(Endpoints.of(Endpoints.Service.EVENTBRIDGE, base));
    }

    @Override
    protected Reply accepts() {
        return (request, wire) -> Reply.of(
                        200,
                        "{\"FailedEntryCount\":0,\"Entries\":["
                                + String.join(
                                        ",", Collections.nCopies(idsIn(request).size(), "{\"EventId\":\"e\"}"))
                                + "]}")
                .to(request, wire);
    }

    @Override
    protected Reply refusesContent() {
        return Reply.of(
                400, "{\"__type\":\"ValidationException\",\"message\":\"Total size of the entries is too large\"}");
    }

    @Override
    protected Reply refusesConfiguration() {
        return Reply.of(
                400,
                "{\"__type\":\"AccessDeniedException\",\"message\":\"not authorized to perform: events:PutEvents\"}");
    }

    @Override
    protected List<Long> idsIn(Received request) {
        try {
            List<Long> ids = new ArrayList<>();
            for (JsonNode entry : JSON.readTree(request.body()).get("Entries")) {
                ids.add(JSON.readTree(entry.get("Detail").asText()).get("id").asLong());
            }
            return ids;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
