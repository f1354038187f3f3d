package io.datastreamer.job.element;

import io.datastreamer.job.element.cdr.BerCursor;
import io.datastreamer.job.element.cdr.CdrMember;
import io.datastreamer.job.element.cdr.CdrRecord;
import io.datastreamer.job.element.cdr.CdrTable;
import io.datastreamer.job.element.location.Gtpv1Location;
import io.datastreamer.job.element.location.Gtpv2Location;
import io.datastreamer.job.element.location.UserLocation;
import io.datastreamer.job.record.Absent;
import io.datastreamer.job.record.Bearer;
import io.datastreamer.job.record.Origin;
import io.datastreamer.job.record.RawRecord;
import io.datastreamer.job.record.SessionRecord;
import io.datastreamer.job.record.SessionRecord.Event;
import io.datastreamer.job.record.Volume;
import io.datastreamer.job.reject.MalformedRecord;
import org.jspecify.annotations.Nullable;
import static io.datastreamer.job.record.SessionRecord.SEPARATOR;

/**
 * Reads what the records of a PGW, SGW or SGSN say of a bearer. Each covers a part of the session and counts what no
 * other one counts. The first one begins the session, the last one ends it.
 */
final class BearerCdr {
    private static final int SGSN = 0;
    private static final int NORMAL_RELEASE = 0;
    private static final int ABNORMAL_RELEASE = 4;
    private static final int CAMEL_RELEASE = 5;

    private final CdrFields fields;
    private final CdrVolumes volumes = new CdrVolumes();
    private final BerCursor nodeTypes = new BerCursor();

    BearerCdr(CdrFields fields) {
        this.fields = fields;
    }

    void read(CdrTable table, CdrRecord record, RawRecord raw, ElementDecoder.Output out) throws MalformedRecord {
        String imsi = fields.imsi(record);
        long chargingId = fields.chargingId(record);
        String own = fields.nodeAddress(record, CdrMember.OWN_ADDRESS);
        if (own == null) {
            throw CdrRecord.missing(CdrMember.OWN_ADDRESS);
        }
        long opening = record.time(CdrMember.OPENING_TIME);
        long end = opening + Math.max(0, record.number(CdrMember.DURATION)) * 1000;
        String gateway = table == CdrTable.PGW_CDR ? own : fields.nodeAddress(record, CdrMember.GATEWAY_ADDRESS);
        String contextId = Long.toString(chargingId);
        Bearer bearer = bearer(table, record, imsi, contextId, own, gateway);
        volumes.addUp(record);
        Volume volume = fields.volume(Volume.Kind.PART, volumes.uplink(), volumes.downlink());
        long number = record.number(CdrMember.SEQUENCE_NUMBER);
        long start = record.has(CdrMember.START_TIME) ? record.time(CdrMember.START_TIME) : opening;
        boolean ends = ends(record.number(CdrMember.CAUSE));

        String session = fields.key()
                .append(contextId)
                .append(SEPARATOR)
                .append(gateway == null ? "-" : gateway)
                .toString();
        String key = key(table, own, contextId, opening, number);
        int shard = SessionRecord.shardOf(session);
        Origin origin = Origin.of(raw);
        if (number <= 1) {
            out.session(new SessionRecord(
                    Event.START,
                    ThreeGppCdr.FORMAT,
                    own,
                    session,
                    key + SEPARATOR + "start",
                    start,
                    start,
                    Absent.NUMBER,
                    bearer,
                    Volume.NONE,
                    null,
                    false,
                    shard,
                    origin));
        }
        out.session(new SessionRecord(
                ends ? Event.STOP : Event.UPDATE,
                ThreeGppCdr.FORMAT,
                own,
                session,
                key,
                end,
                opening,
                Absent.NUMBER,
                bearer,
                volume,
                null,
                fields.bills(table),
                shard,
                origin));
        fields.tellNumber(record, own, out);
    }

    private static boolean ends(long cause) {
        return cause == NORMAL_RELEASE || cause == ABNORMAL_RELEASE || cause == CAMEL_RELEASE;
    }

    private String key(CdrTable table, String own, String contextId, long opening, long number) {
        StringBuilder key = fields.key()
                .append(table.recordType())
                .append(SEPARATOR)
                .append(own)
                .append(SEPARATOR)
                .append(contextId)
                .append(SEPARATOR)
                .append(opening)
                .append(SEPARATOR);
        return (number == Absent.NUMBER ? key.append('-') : key.append(number)).toString();
    }

    private Bearer bearer(
            CdrTable table, CdrRecord record, String imsi, String contextId, String own, @Nullable String gateway)
            throws MalformedRecord {
        long ratType = fields.ratType(record);
        UserLocation location =
                table == CdrTable.S_CDR ? new UserLocation(null, CdrFields.cell(record, ratType)) : location(record);
        return new Bearer(
                imsi,
                fields.visited(record, location),
                contextId,
                fields.text(record, CdrMember.ACCESS_POINT_NAME),
                Absent.NUMBER,
                fields.servedAddress(record),
                fields.digits(record, CdrMember.SERVED_IMEI),
                ratType,
                table == CdrTable.S_CDR ? own : fields.nodeAddress(record, CdrMember.SERVING_NODE_ADDRESS),
                gateway,
                location.cell());
    }

    // the coding is that of the protocol by which the gateway got it
    private UserLocation location(CdrRecord record) throws MalformedRecord {
        if (!record.has(CdrMember.USER_LOCATION)) {
            return UserLocation.UNKNOWN;
        }
        int from = record.start(CdrMember.USER_LOCATION);
        int to = record.stop(CdrMember.USER_LOCATION);
        byte[] octets = record.octets();
        UserLocation location = servingNodeType(record) == SGSN && from < to && Gtpv1Location.isTypeOf(octets[from])
                ? Gtpv1Location.read(octets, from, to)
                : Gtpv2Location.read(octets, from, to);
        if (location == null) {
            throw CdrRecord.wrong(CdrMember.USER_LOCATION, "shorter than what its first octet says");
        }
        return location;
    }

    private long servingNodeType(CdrRecord record) throws MalformedRecord {
        if (!record.has(CdrMember.SERVING_NODE_TYPE)) {
            return Absent.NUMBER;
        }
        nodeTypes.over(
                record.octets(), record.start(CdrMember.SERVING_NODE_TYPE), record.stop(CdrMember.SERVING_NODE_TYPE));
        return nodeTypes.next()
                ? CdrRecord.number(record.octets(), nodeTypes.start(), nodeTypes.stop())
                : Absent.NUMBER;
    }
}
