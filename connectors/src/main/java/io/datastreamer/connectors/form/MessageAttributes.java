package io.datastreamer.connectors.form;

import io.datastreamer.connectors.spi.Batch;
import io.datastreamer.contract.RecordKind;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The attributes of messages that carry a document, so that subscriptions can filter by them. */
public final class MessageAttributes {
    /** Most bytes that a message's attributes take, names included. */
    public static final int MOST_BYTES = 96;

    private MessageAttributes() {}

    /** A document's attributes in a form, by name; values need no escaping in JSON. */
    public static Map<String, String> of(Form form, RecordKind kind, Batch.Item item) {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("kind", kind.name().toLowerCase(Locale.ROOT));
        if (kind == RecordKind.EVENT) {
            attributes.put("event_type", Integer.toString(item.eventType()));
        }
        if (form == Form.CLOUDEVENTS) {
            // as required by CloudEvents' protocol bindings in structured mode
            attributes.put("content-type", "application/cloudevents+json");
        }
        return attributes;
    }
}
