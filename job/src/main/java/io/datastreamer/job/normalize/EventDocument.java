package io.datastreamer.job.normalize;

import io.datastreamer.contract.Document;
import io.datastreamer.contract.RecordKind;
import io.datastreamer.contract.Severity;
import io.datastreamer.job.record.Enriched;
import io.datastreamer.job.record.EventSource;
import io.datastreamer.job.record.EventType;
import io.datastreamer.job.record.NetworkRecord;
import io.datastreamer.job.record.Sim;
import io.datastreamer.job.record.User;
import org.jspecify.annotations.Nullable;
import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Writes the document of an event (the product document, section 3): members and their order as in its samples. What
 * does not apply is left out; within an endpoint or PDP context, what is unknown is null.
 */
final class EventDocument {
    private static final byte[][] EVENT_TYPES = new byte[EventType.END_OF_IDS][];
    private static final byte[][] EVENT_SOURCES = new byte[EventSource.values().length][];
    private static final byte[][] EVENT_SEVERITIES = new byte[Severity.values().length][];

    static {
        for (EventType type : EventType.values()) {
            EventType shown = type.isInFirstForm() ? type : EventType.GENERIC;
            EVENT_TYPES[type.id()] = described("event_type", shown.id(), shown.description());
        }
        for (EventSource source : EventSource.values()) {
            EVENT_SOURCES[source.id()] = described("event_source", source.id(), source.description());
        }
        for (Severity severity : Severity.values()) {
            EVENT_SEVERITIES[severity.id()] = described("event_severity", severity.id(), severity.description());
        }
    }

    private EventDocument() {}

    /** Makes the document of a network record, in the buffer; it is valid until the buffer is used again. */
    static Document of(Enriched enriched, JsonBuffer json) {
        NetworkRecord record = enriched.record().asNetwork();
        EventType type = record.eventType();
        Sim sim = enriched.sim();
        EventSource source = record.source() == null ? type.source() : record.source();
        Severity severity = record.severity() == null ? type.severity() : record.severity();
        json.beginDocument(sim == null ? "" : sim.iccid());
        json.beginObject()
                .member(Names.ID, record.recordId())
                .member(Names.ALERT, record.alert() == null ? type.alert() : record.alert())
                .member(Names.DESCRIPTION, Descriptions.of(record))
                .memberTime(Names.TIMESTAMP, record.timeMillis(), TimeFormat.EVENT)
                .membersJson(EVENT_TYPES[type.id()])
                .membersJson(EVENT_SOURCES[source.id()])
                .membersJson(EVENT_SEVERITIES[severity.id()])
                .beginObject(Names.ORGANISATION)
                .member(Names.ID, enriched.organisation().id())
                .member(Names.NAME, enriched.organisation().name())
                .endObject();
        if (sim != null) {
            writeSim(sim, json);
        }
        writeUser(record.user(), json);
        EventDetail.write(enriched, record, json);
        json.endObject();
        json.beginSupplement();
        EventSupplement.write(record, json);
        return json.document(enriched, RecordKind.EVENT, type.id(), record.recordId());
    }

    private static void writeSim(Sim sim, JsonBuffer json) {
        Sim.Endpoint endpoint = sim.endpoint();
        if (endpoint != null) {
            json.beginObject(Names.ENDPOINT)
                    .member(Names.ID, endpoint.id())
                    .member(Names.NAME, endpoint.name())
                    .member(Names.IP_ADDRESS, endpoint.ipAddress())
                    .member(Names.TAGS, endpoint.tags())
                    .member(Names.IMEI, endpoint.imei())
                    .endObject();
        }
        json.beginObject(Names.IMSI)
                .member(Names.ID, sim.imsiId())
                .member(Names.IMSI, sim.imsi())
                .memberTime(Names.IMPORT_DATE, sim.imsiImportMillis(), TimeFormat.EVENT)
                .endObject();
        json.beginObject(Names.SIM).member(Names.ID, sim.simId()).member(Names.ICCID, sim.iccid());
        if (sim.msisdn() != null) {
            json.member(Names.MSISDN, sim.msisdn());
        }
        json.memberTime(Names.PRODUCTION_DATE, sim.productionMillis(), TimeFormat.EVENT)
                .endObject();
    }

    private static void writeUser(@Nullable User user, JsonBuffer json) {
        if (user != null) {
            json.beginObject(Names.USER)
                    .member(Names.ID, user.id())
                    .member(Names.USERNAME, user.username())
                    .member(Names.NAME, user.name())
                    .endObject();
        }
    }

    private static byte[] described(String name, int id, String description) {
        return ("\"" + name + "\":{\"id\":" + id + ",\"description\":\"" + description + "\"}").getBytes(UTF_8);
    }
}
