package io.datastreamer.job.normalize;

import io.datastreamer.job.record.Absent;
import io.datastreamer.job.record.Country;
import io.datastreamer.job.record.Enriched;
import io.datastreamer.job.record.EventType;
import io.datastreamer.job.record.NetworkRecord;
import io.datastreamer.job.record.Operator;
import io.datastreamer.job.record.PdpContext;
import org.jspecify.annotations.Nullable;

/**
 * Writes the member {@code detail} of an event (the product document, section 3.1.4): the visited operator, its codes
 * for location events, the PDP context for its events, and the volume when the context ends.
 */
final class EventDetail {
    private EventDetail() {}

    static void write(Enriched enriched, NetworkRecord record, JsonBuffer json) {
        Operator operator = enriched.operator();
        PdpContext context = pdpContext(record);
        boolean hasVolume = record.eventType() == EventType.DELETE_PDP_CONTEXT
                && (record.rxBytes() != Absent.NUMBER || record.txBytes() != Absent.NUMBER);
        if (operator == null && context == null && !hasVolume) {
            return;
        }
        json.beginObject(Names.DETAIL);
        if (operator != null) {
            json.member(Names.ID, operator.id()).member(Names.NAME, operator.name());
        }
        if (hasVolume) {
            VolumeMember.write(Math.max(record.rxBytes(), 0), Math.max(record.txBytes(), 0), json);
        }
        if (context != null) {
            PdpContextMember.write(context, json);
        }
        writeCountry(enriched.country(), json);
        if (operator != null && isLocation(record.eventType())) {
            writeCodes(operator, json);
        }
        json.endObject();
    }

    /** The PDP context that the event is about; null for none. */
    static @Nullable PdpContext pdpContext(NetworkRecord record) {
        return isPdpContext(record.eventType()) ? record.pdpContext() : null;
    }

    private static boolean isLocation(EventType type) {
        return type == EventType.UPDATE_LOCATION || type == EventType.UPDATE_GPRS_LOCATION;
    }

    private static boolean isPdpContext(EventType type) {
        return type == EventType.CREATE_PDP_CONTEXT
                || type == EventType.UPDATE_PDP_CONTEXT
                || type == EventType.DELETE_PDP_CONTEXT;
    }

    private static void writeCountry(@Nullable Country country, JsonBuffer json) {
        if (country != null) {
            json.beginObject(Names.COUNTRY)
                    .member(Names.ID, country.id())
                    .member(Names.NAME, country.name())
                    .member(Names.COUNTRY_CODE, country.countryCode())
                    .member(Names.MCC, country.mcc())
                    .member(Names.ISO_CODE, country.isoCode())
                    .endObject();
        }
    }

    private static void writeCodes(Operator operator, JsonBuffer json) {
        json.beginArray(Names.TAPCODE);
        for (Operator.Tapcode tapcode : operator.tapcodes()) {
            json.beginObject()
                    .member(Names.ID, tapcode.id())
                    .member(Names.TAPCODE, tapcode.tapcode())
                    .endObject();
        }
        json.endArray().beginArray(Names.MNC);
        for (Operator.Mnc mnc : operator.mncs()) {
            json.beginObject()
                    .member(Names.ID, mnc.id())
                    .member(Names.MNC, mnc.mnc())
                    .endObject();
        }
        json.endArray();
    }
}
