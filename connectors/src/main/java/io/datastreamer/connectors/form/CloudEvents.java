package io.datastreamer.connectors.form;

import io.datastreamer.connectors.spi.Batch;
import io.datastreamer.contract.EventCatalogue;
import io.datastreamer.contract.RecordKind;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import static io.datastreamer.connectors.form.Rewriting.ascii;

/**
 * Writes documents as CloudEvents 1.0 in JSON: form {@code v2} is the {@code data}, and all attributes precede it. Not
 * thread-safe.
 */
final class CloudEvents {
    private static final int USUAL_DOCUMENT = 2048;
    private static final byte[] ID_IS = ascii("{\"specversion\":\"1.0\",\"id\":\"");
    private static final byte[] SOURCE_IS = ascii("\",\"source\":\"/organisations/");
    private static final byte[] SIM = ascii("/sims/");
    private static final byte[] TYPE_IS = ascii("\",\"type\":\"");
    private static final byte[] SUBJECT_IS = ascii("\",\"subject\":\"");
    private static final byte[] TIME_IS = ascii("\",\"time\":");
    private static final byte[] DATA_IS = ascii(",\"datacontenttype\":\"application/json\",\"dataschema\":\"");
    private static final byte[] END = ascii("}");

    private static final byte[] EVENT = ascii("event-");
    private static final byte[] USAGE = ascii("usage-");
    private static final byte[] EVENT_SCHEMA = ascii("urn:data-streamer:schema:event-v2\",\"data\":");
    private static final byte[] USAGE_SCHEMA = ascii("urn:data-streamer:schema:usage-v2\",\"data\":");
    private static final byte[] USAGE_TYPE = ascii("io.datastreamer.usage.");
    private static final byte[] SECOND = ascii(".v2");
    private static final Map<Integer, byte[]> EVENT_TYPES = eventTypes();
    private static final byte[] UNKNOWN_EVENT = ascii("io.datastreamer.event.unknown.v2");

    private final byte[] organisation;
    private final RecordKind kind;
    private final JsonBytes data = new JsonBytes(USUAL_DOCUMENT);

    CloudEvents(Batch batch) {
        organisation = ascii(Long.toString(batch.organisationId()));
        kind = batch.kind();
    }

    /** Appends a document as a CloudEvents event. */
    void write(Batch.Item item, JsonBytes out) {
        data.clear();
        switch (kind) {
            case EVENT -> {
                SecondEvent event = SecondEvent.write(item, data);
                writeHead(EVENT, item, out);
                out.add(EVENT_TYPES.getOrDefault(item.eventType(), UNKNOWN_EVENT));
                writeRest(item, event.timeStart(), EVENT_SCHEMA, out);
            }
            case USAGE -> {
                SecondUsage usage = SecondUsage.write(item, data);
                writeHead(USAGE, item, out);
                out.add(USAGE_TYPE)
                        .addWord(item.buffer(), usage.trafficStart(), usage.trafficEnd())
                        .add(SECOND);
                writeRest(item, usage.endTimeStart(), USAGE_SCHEMA, out);
            }
        }
    }

    private void writeHead(byte[] word, Batch.Item item, JsonBytes out) {
        out.add(ID_IS)
                .add(word)
                .add(ascii(Long.toString(item.id())))
                .add(SOURCE_IS)
                .add(organisation);
        if (!item.simKey().isEmpty()) {
            out.add(SIM).add(ascii(item.simKey()));
        }
        out.add(TYPE_IS);
    }

    private void writeRest(Batch.Item item, int timeStart, byte[] schema, JsonBytes out) {
        if (!item.simKey().isEmpty()) {
            out.add(SUBJECT_IS).add(ascii(item.simKey()));
        }
        byte[] json = data.buffer();
        int timeEnd = timeStart + 1;
        while (json[timeEnd] != '"') {
            timeEnd++;
        }
        out.add(TIME_IS)
                .add(json, timeStart, timeEnd + 1)
                .add(DATA_IS)
                .add(schema)
                .add(json, 0, data.length())
                .add(END);
    }

    private static Map<Integer, byte[]> eventTypes() {
        Map<Integer, byte[]> types = new TreeMap<>();
        for (int id : EventCatalogue.ids()) {
            String operation = String.valueOf(EventCatalogue.operation(id));
            types.put(id, ascii("io.datastreamer.event." + operation.toLowerCase(Locale.ROOT) + ".v2"));
        }
        return types;
    }
}
