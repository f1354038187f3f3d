package io.datastreamer.connectors.sns;

import io.datastreamer.connectors.aws.AwsApi;
import io.datastreamer.connectors.aws.AwsCall;
import io.datastreamer.connectors.aws.AwsVerdict;
import io.datastreamer.connectors.aws.AwsXml;
import io.datastreamer.connectors.aws.BatchEntries;
import io.datastreamer.connectors.http.HttpAnswer;
import io.datastreamer.connectors.http.HttpChannel;
import io.datastreamer.connectors.spi.Batch;
import io.datastreamer.connectors.spi.Client;
import io.datastreamer.connectors.spi.Limits;
import io.datastreamer.connectors.spi.Outcome;
import io.datastreamer.connectors.spi.Sending;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Publishes each batch in one call, and tells which of its messages SNS took. */
final class SnsClient implements Client {
    private static final Map<String, String> HEADERS =
            Map.of("Content-Type", "application/x-www-form-urlencoded; charset=utf-8");

    private final SnsSettings settings;
    private final long organisationId;
    private final HttpChannel channel;
    private final AwsApi sns;
    private final Set<String> secrets;

    SnsClient(SnsSettings settings, long organisationId, HttpChannel channel, AwsApi sns) {
        this.settings = settings;
        this.organisationId = organisationId;
        this.channel = channel;
        this.sns = sns;
        this.secrets = settings.access().secrets();
    }

    @Override
    public String target() {
        return settings.target();
    }

    /** One organisation at one region: what it uses up of the service is its own. */
    @Override
    public String receiver() {
        return "sns." + settings.region() + "/org-" + organisationId;
    }

    @Override
    public Limits limits() {
        return settings.limits();
    }

    @Override
    public Sending send(Batch batch, Consumer<Outcome> whenDone) {
        return channel.start(
                sending -> {
                    byte[] call = SnsPayload.of(batch, settings);
                    return AwsCall.outcome(
                            sending,
                            sns.clock(),
                            () -> sns.call(HEADERS, call),
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
        AwsXml said = AwsXml.read(answer.whole() ? answer.body() : new byte[0]);
        members(said, "Successful").forEach(each -> entries.delivered(index(each)));
        members(said, "Failed").forEach(each -> {
            String code = each.text("Code");
            boolean isSenders = Boolean.parseBoolean(each.text("SenderFault"));
            entries.failed(index(each), BatchEntries.Reason.of(code, isSenders), code, each.text("Message"));
        });
        return entries.outcome();
    }

    private static List<AwsXml> members(AwsXml said, String list) {
        return said.all(list).stream()
                .flatMap(each -> each.all("member").stream())
                .toList();
    }

    private static int index(AwsXml entry) {
        String id = entry.text("Id");
        return id.matches("[0-9]{1,3}") ? Integer.parseInt(id) : -1;
    }

    @Override
    public void close() {
        channel.close();
    }
}
