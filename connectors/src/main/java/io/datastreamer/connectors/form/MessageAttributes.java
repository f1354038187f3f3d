package io.datastreamer.connectors.form;

import io.datastreamer.connectors.spi.Batch;
import io.datastreamer.contract.RecordKind;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What stands beside a document where messages have attributes, so that subscriptions can choose by them. */
public final class MessageAttributes {
    /** Most bytes that the attributes of a message take, names included. */
    public static final int MOST_BYTES = 96;

    private MessageAttributes() {}

    /** The attributes of a document in a form, by their names; values need no escapes in JSON. */
    public static Map<String, String> of(Form form, RecordKind kind, Batch.Item item) {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("kind", kind.name().toLowerCase(Locale.ROOT));
        if (kind == RecordKind.EVENT) {
            attributes.put("event_type", Integer.toString(item.eventType()));
        }
        if (form == Form.CLOUDEVENTS) {
            // as CloudEvents' bindings to protocols have it, in structured mode
            attributes.put("content-type", "application/cloudevents+json");
        }
        return attributes;
    }
}
