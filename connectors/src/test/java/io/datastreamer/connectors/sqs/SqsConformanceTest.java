package io.datastreamer.connectors.sqs;

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
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

class SqsConformanceTest extends IntegrationConformance {
    private static final JsonMapper JSON = new JsonMapper();

    @Override
    protected StreamConfiguration streamTo(String url) {
        return Streams.stream(
                ApiType.AWS_SQS,
                Map.of(
                        "queue_url", "https://sqs.eu-central-1.amazonaws.com/123456789012/documents",
                        "access_key_id", "AKIDEXAMPLE",
                        "secret_access_key", "an/example+of/a+secret"));
    }

    @Override
    protected OperatorSettings operatorFor(String base) {
        return OperatorSettings.DEFAULTS.withEndpoints(Endpoints.of(Endpoints.Service.SQS, base));
    }

    @Override
    protected Reply accepts() {
        return (request, wire) -> Reply.of(
                        200,
                        IntStream.range(0, idsIn(request).size())
                                .mapToObj("{\"Id\":\"%d\",\"MessageId\":\"m\"}"::formatted)
                                .collect(Collectors.joining(",", "{\"Successful\":[", "],\"Failed\":[]}")))
                .to(request, wire);
    }

    @Override
    protected Reply refusesContent() {
        return Reply.of(
                400,
                "{\"__type\":\"com.amazonaws.sqs#InvalidMessageContents\",\"message\":\"Invalid binary character\"}");
    }

    @Override
    protected Reply refusesConfiguration() {
        return Reply.of(
                400, "{\"__type\":\"com.amazonaws.sqs#QueueDoesNotExist\",\"message\":\"The queue does not exist.\"}");
    }

    @Override
    protected List<Long> idsIn(Received request) {
        try {
            List<Long> ids = new ArrayList<>();
            for (JsonNode entry : JSON.readTree(request.body()).get("Entries")) {
                ids.add(JSON.readTree(entry.get("MessageBody").asText())
                        .get("id")
                        .asLong());
            }
            return ids;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
