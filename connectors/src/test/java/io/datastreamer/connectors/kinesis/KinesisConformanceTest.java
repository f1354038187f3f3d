package io.datastreamer.connectors.kinesis;

import com.fasterxml.jackson.core.JsonProcessingException;
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
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;

class KinesisConformanceTest extends IntegrationConformance {
    private static final JsonMapper JSON = new JsonMapper();

    @Override
    protected StreamConfiguration streamTo(String url) {
        return Streams.stream(
                ApiType.AWS_KINESIS,
                Map.of(
                        "region", "eu-central-1",
                        "stream_name", "documents",
                        "access_key_id", "AKIDEXAMPLE",
                        "secret_access_key", "an/example+of/a+secret"));
    }

    @Override
    protected OperatorSettings operatorFor(String base) {
        return OperatorSettings.DEFAULTS.withEndpoints(Endpoints.of(Endpoints.Service.KINESIS, base));
    }

    @Override
    protected Reply accepts() {
        return (request, wire) -> {
            String record = "{\"SequenceNumber\":\"1\",\"ShardId\":\"shardId-000000000000\"}";
            String records = String.join(",", Collections.nCopies(idsIn(request).size(), record));
            Reply.of(200, "{\"FailedRecordCount\":0,\"Records\":[" + records + "]}")
                    .to(request, wire);
        };
    }

    @Override
    protected Reply refusesContent() {
        return Reply.of(400, "{\"__type\":\"ValidationException\",\"message\":\"1 validation error detected\"}");
    }

    @Override
    protected Reply refusesConfiguration() {
        return Reply.of(400, "{\"__type\":\"ResourceNotFoundException\",\"message\":\"Stream not found\"}");
    }

    @Override
    protected List<Long> idsIn(Received request) {
        try {
            List<Long> ids = new ArrayList<>();
            for (JsonNode record : JSON.readTree(request.body()).get("Records")) {
                byte[] document = Base64.getDecoder().decode(record.get("Data").asText());
                ids.add(JSON.readTree(document).get("id").asLong());
            }
            return ids;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
