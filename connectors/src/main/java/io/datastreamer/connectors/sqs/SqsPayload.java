package io.datastreamer.connectors.sqs;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.datastreamer.connectors.aws.AwsJson;
import io.datastreamer.connectors.aws.MessageGroup;
import io.datastreamer.connectors.form.Form;
import io.datastreamer.connectors.form.MessageAttributes;
import io.datastreamer.connectors.spi.Batch;
import static java.nio.charset.StandardCharsets.UTF_8;

/** Creates the call for a batch: a message for each document, whose id in the call is its index. */
public final class SqsPayload {
    private SqsPayload() {}

    /**
     * Creates the call that sends the documents of a batch to a queue.
     *
     * @param isFifo whether the queue keeps messages in order
     */
    public static byte[] of(Batch documents, Form form, String queueUrl, boolean isFifo) {
        Batch batch = form.of(documents);
        ObjectNode call = AwsJson.object().put("QueueUrl", queueUrl);
        ArrayNode entries = call.putArray("Entries");
        for (Batch.Item item : batch.items()) {
            ObjectNode entry = entries.addObject()
                    .put("Id", Integer.toString(entries.size() - 1))
                    .put("MessageBody", new String(item.buffer(), item.offset(), item.length(), UTF_8));
            ObjectNode attributes = entry.putObject("MessageAttributes");
            MessageAttributes.of(form, batch.kind(), item)
                    .forEach((name, value) ->
                            attributes.putObject(name).put("DataType", "String").put("StringValue", value));
            if (isFifo) {
                MessageGroup group = MessageGroup.of(batch, item);
                entry.put("MessageGroupId", group.group()).put("MessageDeduplicationId", group.deduplicationId());
            }
        }
        return call.toString().getBytes(UTF_8);
    }
}
