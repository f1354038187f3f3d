package io.datastreamer.connectors.sqs;

import com.fasterxml.jackson.databind.JsonNode;
import io.datastreamer.connectors.aws.AwsApi;
import io.datastreamer.connectors.aws.AwsCall;
import io.datastreamer.connectors.aws.AwsJson;
import io.datastreamer.connectors.aws.AwsVerdict;
import io.datastreamer.connectors.aws.BatchEntries;
import io.datastreamer.connectors.http.HttpAnswer;
import io.datastreamer.connectors.http.HttpChannel;
import io.datastreamer.connectors.spi.Batch;
import io.datastreamer.connectors.spi.Client;
import io.datastreamer.connectors.spi.Limits;
import io.datastreamer.connectors.spi.Outcome;
import io.datastreamer.connectors.spi.Sending;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Sends each batch in one call, and tells which of its messages SQS took. */
final class SqsClient implements Client {
    private static final Map<String, String> HEADERS =
            Map.of("Content-Type", "application/x-amz-json-1.0", "X-Amz-Target", "AmazonSQS.SendMessageBatch");

    private final SqsSettings settings;
    private final long organisationId;
    private final HttpChannel channel;
    private final AwsApi sqs;
    private final Set<String> secrets;

    SqsClient(SqsSettings settings, long organisationId, HttpChannel channel, AwsApi sqs) {
        this.settings = settings;
        this.organisationId = organisationId;
        this.channel = channel;
        this.sqs = sqs;
        this.secrets = settings.access().secrets();
    }

    @Override
    public String target() {
        return settings.target();
    }

    /** One organisation at one region: what it uses up of the service is its own. */
    @Override
    public String receiver() {
        return "sqs." + settings.region() + "/org-" + organisationId;
    }

    @Override
    public Limits limits() {
        return settings.limits();
    }

    @Override
    public Sending send(Batch batch, Consumer<Outcome> whenDone) {
        return channel.start(
                sending -> {
                    byte[] call = SqsPayload.of(batch, settings);
                    return AwsCall.outcome(
                            sending,
                            sqs.clock(),
                            () -> sqs.call(HEADERS, call),
                            (answer, failure) -> outcome(batch, answer, failure));
                },
                whenDone);
    }

    private Outcome outcome(Batch batch, @Nullable HttpAnswer answer, @Nullable Throwable failure) {
        if (failure != null) {
            return AwsVerdict.of(failure, secrets);
        }
        Objects.requireNonNull(answer);
        BatchEntries entries = new BatchEntries(batch.items().size(), answer.status(), "messages", secrets);
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
        return entries.outcome();
    }

    private static int index(JsonNode entry) {
        return entry.path("Id").asInt(-1);
    }

    @Override
    public void close() {
        channel.close();
    }
}
