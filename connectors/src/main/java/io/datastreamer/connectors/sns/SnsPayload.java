package io.datastreamer.connectors.sns;

import io.datastreamer.connectors.aws.MessageGroup;
import io.datastreamer.connectors.form.Form;
import io.datastreamer.connectors.form.MessageAttributes;
import io.datastreamer.connectors.spi.Batch;
import java.io.IOException;
import java.util.Map;
import okhttp3.FormBody;
import okio.Buffer;
import static java.nio.charset.StandardCharsets.UTF_8;

/** Creates the call for a batch: a message for each document, whose id in the call is its index. */
public final class SnsPayload {
    private SnsPayload() {}

    /**
     * Creates the call that publishes the documents of a batch to a topic.
     *
     * @param isFifo whether the topic keeps messages in order
     */
    public static byte[] of(Batch documents, Form form, String topicArn, boolean isFifo) throws IOException {
        Batch batch = form.of(documents);
        FormBody.Builder call = new FormBody.Builder()
                .add("Action", "PublishBatch")
                .add("Version", "2010-03-31")
                .add("TopicArn", topicArn);
        for (int i = 0; i < batch.items().size(); i++) {
            Batch.Item item = batch.items().get(i);
            String entry = "PublishBatchRequestEntries.member." + (i + 1) + ".";
            call.add(entry + "Id", Integer.toString(i))
                    .add(entry + "Message", new String(item.buffer(), item.offset(), item.length(), UTF_8));
            int attribute = 0;
            for (Map.Entry<String, String> each :
                    MessageAttributes.of(form, batch.kind(), item).entrySet()) {
                attribute++;
                String start = entry + "MessageAttributes.entry." + attribute + ".";
                call.add(start + "Name", each.getKey())
                        .add(start + "Value.DataType", "String")
                        .add(start + "Value.StringValue", each.getValue());
            }
            if (isFifo) {
                MessageGroup group = MessageGroup.of(batch, item);
                call.add(entry + "MessageGroupId", group.group())
                        .add(entry + "MessageDeduplicationId", group.deduplicationId());
            }
        }
        Buffer body = new Buffer();
        call.build().writeTo(body);
        return body.readByteArray();
    }
}
