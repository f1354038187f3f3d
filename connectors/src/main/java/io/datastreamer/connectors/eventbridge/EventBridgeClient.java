package io.datastreamer.connectors.eventbridge;

import com.fasterxml.jackson.databind.JsonNode;
import io.datastreamer.connectors.aws.AwsApi;
import io.datastreamer.connectors.aws.AwsCall;
import io.datastreamer.connectors.aws.AwsJson;
import io.datastreamer.connectors.aws.AwsVerdict;
import io.datastreamer.connectors.aws.BatchEntries;
import io.datastreamer.connectors.aws.BatchEntries.Reason;
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

/** Sends each batch in one call, and tells which of its events EventBridge took. */
final class EventBridgeClient implements Client {
    private static final Map<String, String> HEADERS =
            Map.of("Content-Type", "application/x-amz-json-1.1", "X-Amz-Target", "AWSEvents.PutEvents");

    private static final Set<String> CONTENT = Set.of("InvalidArgument", "MalformedDetail");

    /** What speaks of the bus, or of who may write to it; every other error passes. */
    private static final Set<String> SENDER = Set.of(
            "AccessDeniedException",
            "InvalidAccountIdException",
            "NotAuthorizedForDetailTypeException",
            "NotAuthorizedForSourceException",
            "ResourceNotFoundException");

    private final EventBridgeSettings settings;
    private final long organisationId;
    private final HttpChannel channel;
    private final AwsApi events;
    private final Set<String> secrets;

    EventBridgeClient(EventBridgeSettings settings, long organisationId, HttpChannel channel, AwsApi events) {
        this.settings = settings;
        this.organisationId = organisationId;
        this.channel = channel;
        this.events = events;
        this.secrets = settings.access().secrets();
    }

    @Override
    public String target() {
        return settings.target();
    }

    /** One organisation at one region: what it uses up of the service is its own. */
    @Override
    public String receiver() {
        return "events." + settings.region() + "/org-" + organisationId;
    }

    @Override
    public Limits limits() {
        return settings.limits();
    }

    @Override
    public Sending send(Batch batch, Consumer<Outcome> whenDone) {
        return channel.start(
                sending -> {
                    byte[] call = EventBridgePayload.of(batch, settings);
                    return AwsCall.outcome(
                            sending,
                            events.clock(),
                            () -> events.call(HEADERS, call),
                            (answer, failure) -> outcome(batch, answer, failure));
                },
                whenDone);
    }

    private Outcome outcome(Batch batch, @Nullable HttpAnswer answer, @Nullable Throwable failure) {
        if (failure != null) {
            return AwsVerdict.of(failure, secrets);
        }
        Objects.requireNonNull(answer);
        int sent = batch.items().size();
        BatchEntries entries = new BatchEntries(sent, answer.status(), "events", secrets);
        JsonNode said = AwsJson.of(answer).path("Entries");
        // which is which is told by their order only
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
        return entries.outcome();
    }

    @Override
    public void close() {
        channel.close();
    }
}
