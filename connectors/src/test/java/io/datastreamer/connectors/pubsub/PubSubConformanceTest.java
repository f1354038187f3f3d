package io.datastreamer.connectors.pubsub;

import io.datastreamer.connectors.Endpoints;
import io.datastreamer.connectors.OperatorSettings;
import io.datastreamer.connectors.conformance.IntegrationConformance;
import io.datastreamer.connectors.conformance.Received;
import io.datastreamer.connectors.conformance.Reply;
import io.datastreamer.connectors.conformance.Streams;
import io.datastreamer.connectors.google.TokenEndpoint;
import io.datastreamer.contract.ApiType;
import io.datastreamer.contract.StreamConfiguration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;

class PubSubConformanceTest extends IntegrationConformance {
    private final TokenEndpoint google = new TokenEndpoint();

    @AfterAll
    void closeGoogle() {
        google.close();
    }

    @Override
    protected StreamConfiguration streamTo(String url) {
        return Streams.stream(
                ApiType.GOOGLE_PUBSUB,
                Map.of(
                        "project", "example-project",
                        "topic", "documents",
                        "service_account_key", TokenEndpoint.KEY));
    }

    @Override
    protected OperatorSettings operatorFor(String base) {
        return OperatorSettings.DEFAULTS.withEndpoints(
                Endpoints.of(Endpoints.Service.PUBSUB, base).with(Endpoints.Service.GOOGLE, google.url()));
    }

    @Override
    protected Reply accepts() {
        return Reply.of(200, "{\"messageIds\":[\"1\",\"2\",\"3\"]}");
    }

    @Override
    protected Reply refusesContent() {
        return Reply.of(
                400,
                "{\"error\":{\"code\":400,\"message\":\"Message failed schema validation.\","
                        + "\"status\":\"INVALID_ARGUMENT\"}}");
    }

    @Override
    protected Reply refusesConfiguration() {
        return Reply.of(
                404,
                "{\"error\":{\"code\":404,\"message\":\"Resource not found (resource=documents).\","
                        + "\"status\":\"NOT_FOUND\"}}");
    }

    @Override
    protected List<Long> idsIn(Received request) {
        return PubSubMessage.in(request).stream()
                .map(message -> message.document().get("id").asLong())
                .toList();
    }
}
