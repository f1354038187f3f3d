package io.datastreamer.job.decode;

import io.datastreamer.contract.Severity;
import io.datastreamer.job.record.Absent;
import io.datastreamer.job.record.EventSource;
import io.datastreamer.job.record.EventType;
import io.datastreamer.job.record.KeyedRecord;
import io.datastreamer.job.record.NetworkRecord;
import io.datastreamer.job.record.Origin;
import io.datastreamer.job.record.PdpContext;
import io.datastreamer.job.record.Plmn;
import io.datastreamer.job.record.RawRecord;
import io.datastreamer.job.record.User;
import io.datastreamer.job.reject.MalformedRecord;
import io.datastreamer.job.reject.Reason;
import java.util.EnumSet;
import org.jspecify.annotations.Nullable;

/** Decodes raw network records (data contract, section 1). */
public final class NetworkRecordDecoder implements Decoder<KeyedRecord> {
    private static final long serialVersionUID = 1L;
    private static final Members<NetworkMember> MEMBERS = Members.of(
            NetworkMember.class, EnumSet.of(NetworkMember.RECORD_ID, NetworkMember.TIME, NetworkMember.OPERATION));
    private static final EventSource[] SOURCES = EventSource.values();
    private static final Severity[] SEVERITIES = Severity.values();

    @Override
    public KeyedRecord decode(RawRecord raw, RecordReader reader) throws MalformedRecord {
        long recordId = 0;
        long timeMillis = 0;
        EventType eventType = EventType.GENERIC;
        @Nullable String imsi = null;
        long organisationId = Absent.NUMBER;
        @Nullable Plmn plmn = null;
        @Nullable String vlr = null;
        @Nullable String sgsn = null;
        @Nullable String sgsnIp = null;
        @Nullable PdpContext pdpContext = null;
        long rxBytes = Absent.NUMBER;
        long txBytes = Absent.NUMBER;
        @Nullable User user = null;
        @Nullable String ipAddress = null;
        @Nullable String reason = null;
        @Nullable String callbackUrl = null;
        long httpStatus = Absent.NUMBER;
        SimStatus simStatus = SimStatus.UNKNOWN;
        @Nullable EventSource source = null;
        @Nullable Severity severity = null;
        @Nullable Boolean alert = null;
        @Nullable String description = null;
        @Nullable String detail = null;

        reader.open(raw.bytes());
        Value value = reader.value();
        NetworkMember member;
        while ((member = reader.next(MEMBERS)) != null) {
            switch (member) {
                case RECORD_ID -> recordId = value.number();
                case TIME -> timeMillis = value.time();
                case OPERATION -> eventType = eventType(reader);
                case IMSI -> imsi = Identifiers.imsi(value);
                case ORGANISATION_ID -> organisationId = value.number();
                case PLMN -> plmn = Identifiers.plmn(reader);
                case VLR -> vlr = Identifiers.e164(value);
                case SGSN -> sgsn = Identifiers.e164(value);
                case SGSN_IP -> sgsnIp = value.text();
                // outside of a PDP context no document has it
                case RAT_TYPE -> value.number();
                case PDP_CONTEXT -> pdpContext = PdpContextDecoder.decode(reader);
                case RX_BYTES -> rxBytes = value.volume();
                case TX_BYTES -> txBytes = value.volume();
                case USER -> user = UserDecoder.decode(reader);
                case IP_ADDRESS -> ipAddress = value.text();
                case REASON -> reason = value.text();
                case CALLBACK_URL -> callbackUrl = value.text();
                case HTTP_STATUS -> httpStatus = value.httpStatus();
                case SIM_STATUS -> simStatus = SimStatus.decode(reader);
                case SOURCE -> source = value.oneOf(SOURCES);
                case SEVERITY -> severity = value.oneOf(SEVERITIES);
                case ALERT -> alert = value.bool();
                case DESCRIPTION -> description = value.text();
                case DETAIL -> detail = DetailDecoder.decode(reader);
            }
        }
        reader.close();
        NetworkRecord record = new NetworkRecord(
                recordId,
                timeMillis,
                eventType,
                imsi,
                organisationId,
                plmn,
                vlr,
                sgsn,
                sgsnIp,
                pdpContext,
                rxBytes,
                txBytes,
                user,
                ipAddress,
                reason,
                callbackUrl,
                httpStatus,
                simStatus.from(),
                simStatus.to(),
                source,
                severity,
                alert,
                description,
                detail);
        check(record);
        return KeyedRecord.network(record, Origin.of(raw));
    }

    private static EventType eventType(RecordReader reader) throws MalformedRecord {
        EventType eventType = EventType.ofOperation(reader.value().text());
        if (eventType == null) {
            throw reader.wrong("an operation of the data contract");
        }
        return eventType;
    }

    // checks what an event type needs beyond what every record needs
    private static void check(NetworkRecord record) throws MalformedRecord {
        EventType eventType = record.eventType();
        if (record.imsi() == null && eventType.subject() == EventType.Subject.SIM) {
            throw missing("imsi: is missing, " + eventType + " is about a SIM");
        }
        if (record.imsi() == null && record.organisationId() == Absent.NUMBER) {
            throw missing("organisation_id: is missing, and so is imsi");
        }
        if (eventType.needsDescription() && record.description() == null) {
            throw missing("description: is missing, " + eventType + " has none of its own");
        }
    }

    private static MalformedRecord missing(String message) {
        return new MalformedRecord(Reason.MEMBER_MISSING, message);
    }
}
