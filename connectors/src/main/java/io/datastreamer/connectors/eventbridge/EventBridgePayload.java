package io.datastreamer.connectors.eventbridge;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.datastreamer.connectors.aws.AwsJson;
import io.datastreamer.connectors.document.DocumentReader;
import io.datastreamer.connectors.form.Form;
import io.datastreamer.connectors.spi.Batch;
import java.util.Locale;
import static java.nio.charset.StandardCharsets.UTF_8;

/** Creates the call for a batch: an event for each document, with the document's time. */
public final class EventBridgePayload {
    private EventBridgePayload() {}

    /** The call that puts the documents of a batch on a bus. */
    public static byte[] of(Batch documents, Form form, String bus, String source) {
        Batch batch = form.of(documents);
        String type = batch.kind().name().toLowerCase(Locale.ROOT);
        ObjectNode call = AwsJson.object();
        ArrayNode entries = call.putArray("Entries");
        for (int i = 0; i < batch.items().size(); i++) {
            Batch.Item item = batch.items().get(i);
            entries.addObject()
                    .put("EventBusName", bus)
                    .put("Source", source)
                    .put("DetailType", type)
                    .put(
                            "Time",
                            DocumentReader.time(
                                            documents.kind(), documents.items().get(i))
                                    .getEpochSecond())
                    .put("Detail", new String(item.buffer(), item.offset(), item.length(), UTF_8));
        }
        return call.toString().getBytes(UTF_8);
    }
}
