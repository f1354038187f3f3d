package io.datastreamer.connectors.eventbridge;

import com.fasterxml.jackson.databind.JsonNode;
import io.datastreamer.connectors.aws.AwsJson;
import io.datastreamer.connectors.aws.BatchEntries;
import io.datastreamer.connectors.aws.BatchEntries.Reason;
import io.datastreamer.connectors.aws.EntriesClient;
import io.datastreamer.connectors.http.HttpAnswer;
import io.datastreamer.connectors.spi.Batch;
import java.util.Map;
import java.util.Set;

/** Calls {@code PutEvents} with an event for each document. */
record EventBridgeCalls(EventBridgeSettings settings) implements EntriesClient.Calls {
    private static final Map<String, String> HEADERS =
            Map.of("Content-Type", "application/x-amz-json-1.1", "X-Amz-Target", "AWSEvents.PutEvents");

    private static final Set<String> CONTENT = Set.of("InvalidArgument", "MalformedDetail");

    /** Codes about the bus or who may write to it; every other error is temporary. */
    private static final Set<String> SENDER = Set.of(
            "AccessDeniedException",
            "InvalidAccountIdException",
            "NotAuthorizedForDetailTypeException",
            "NotAuthorizedForSourceException",
            "ResourceNotFoundException");

    @Override
    public String entries() {
        return "events";
    }

    @Override
    public Map<String, String> headers() {
        return HEADERS;
    }

    @Override
    public byte[] body(Batch batch) {
        return EventBridgePayload.of(batch, settings.form(), settings.bus(), settings.source());
    }

    @Override
    public void read(HttpAnswer answer, int sent, BatchEntries entries) {
        JsonNode said = AwsJson.of(answer).path("Entries");
        // results have no ids: only their order says which event they belong to
        for (int i = 0; i < sent && said.size() == sent; i++) {
            String code = said.get(i).path("ErrorCode").asText("");
            if (said.get(i).hasNonNull("EventId")) {
                entries.delivered(i);
            } else if (!code.isEmpty()) {
                Reason reason =
                        CONTENT.contains(code) ? Reason.CONTENT : SENDER.contains(code) ? Reason.SENDER : Reason.PASSES;
                entries.failed(i, reason, code, said.get(i).path("ErrorMessage").asText());
            }
        }
    }
}
