package io.datastreamer.connectors.sqs;

import com.fasterxml.jackson.databind.JsonNode;
import io.datastreamer.connectors.aws.AwsJson;
import io.datastreamer.connectors.aws.BatchEntries;
import io.datastreamer.connectors.aws.EntriesClient;
import io.datastreamer.connectors.http.HttpAnswer;
import io.datastreamer.connectors.spi.Batch;
import java.util.Map;

/** Calls {@code SendMessageBatch} with a message for each document. */
record SqsCalls(SqsSettings settings) implements EntriesClient.Calls {
    private static final Map<String, String> HEADERS =
            Map.of("Content-Type", "application/x-amz-json-1.0", "X-Amz-Target", "AmazonSQS.SendMessageBatch");

    @Override
    public String entries() {
        return "messages";
    }

    @Override
    public Map<String, String> headers() {
        return HEADERS;
    }

    @Override
    public byte[] body(Batch batch) {
        return SqsPayload.of(batch, settings.form(), settings.queueUrl(), settings.isFifo());
    }

    @Override
    public void read(HttpAnswer answer, int sent, BatchEntries entries) {
        JsonNode said = AwsJson.of(answer);
        said.path("Successful").forEach(each -> entries.delivered(index(each)));
        said.path("Failed").forEach(each -> {
            String code = each.path("Code").asText();
            entries.failed(
                    index(each),
                    BatchEntries.Reason.of(code, each.path("SenderFault").asBoolean()),
                    code,
                    each.path("Message").asText());
        });
    }

    private static int index(JsonNode entry) {
        return entry.path("Id").asInt(-1);
    }
}
