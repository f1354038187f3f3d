package io.datastreamer.connectors.sns;

import io.datastreamer.connectors.aws.AwsXml;
import io.datastreamer.connectors.aws.BatchEntries;
import io.datastreamer.connectors.aws.EntriesClient;
import io.datastreamer.connectors.http.HttpAnswer;
import io.datastreamer.connectors.spi.Batch;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Calls {@code PublishBatch} with a message for each document. */
record SnsCalls(SnsSettings settings) implements EntriesClient.Calls {
    private static final Map<String, String> HEADERS =
            Map.of("Content-Type", "application/x-www-form-urlencoded; charset=utf-8");

    @Override
    public String entries() {
        return "messages";
    }

    @Override
    public Map<String, String> headers() {
        return HEADERS;
    }

    @Override
    public byte[] body(Batch batch) throws IOException {
        return SnsPayload.of(batch, settings.form(), settings.topicArn(), settings.isFifo());
    }

    @Override
    public void read(HttpAnswer answer, int sent, BatchEntries entries) {
        AwsXml said = AwsXml.read(answer.whole() ? answer.body() : new byte[0]);
        members(said, "Successful").forEach(each -> entries.delivered(index(each)));
        members(said, "Failed").forEach(each -> {
            String code = each.text("Code");
            boolean isSenders = Boolean.parseBoolean(each.text("SenderFault"));
            entries.failed(index(each), BatchEntries.Reason.of(code, isSenders), code, each.text("Message"));
        });
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
}
