package io.datastreamer.job.mediate;

import io.datastreamer.job.record.Absent;
import io.datastreamer.job.record.Bearer;
import io.datastreamer.job.record.Cell;
import io.datastreamer.job.record.Origin;
import io.datastreamer.job.record.PdpContext;
import io.datastreamer.job.record.Plmn;
import io.datastreamer.job.record.SessionRecord;
import io.datastreamer.job.record.SessionRecord.Event;
import io.datastreamer.job.record.Volume;

/** Makes records of one element's sessions. */
final class SessionRecords {
    static final long START = 1_780_000_000_000L;
    static final String IMSI = "901405309000001";
    static final String ELEMENT = "198.51.100.35";

    private SessionRecords() {}

    /** A record of a session that began at {@link #START}. */
    static SessionRecord record(String session, Event event, long seconds, Volume volume) {
        return record(session, event, seconds, volume, cell(1));
    }

    static SessionRecord record(String session, Event event, long seconds, Volume volume, Cell cell) {
        long time = START + seconds * 1000;
        String key = session + '/' + event + '/' + time + '/' + volume.tx() + '/' + volume.rx();
        Bearer bearer = new Bearer(
                IMSI,
                new Plmn("262", "02"),
                "2382739001",
                "iot.example.net",
                5,
                "10.64.0.2",
                "3500196500000127",
                6,
                "192.0.2.222",
                "198.51.100.35",
                cell);
        return new SessionRecord(
                event,
                "test",
                ELEMENT,
                session,
                key,
                time,
                event == Event.START ? time : PdpContext.NO_TIME,
                event == Event.START ? Absent.NUMBER : seconds,
                bearer,
                volume,
                null,
                true,
                SessionRecord.shardOf(session),
                new Origin("detail", 0, time, new byte[] {1}));
    }

    static SessionRecord restart(long seconds) {
        long time = START + seconds * 1000;
        return new SessionRecord(
                Event.RESTART,
                "test",
                ELEMENT,
                "",
                "restart/" + time,
                time,
                PdpContext.NO_TIME,
                Absent.NUMBER,
                Bearer.UNKNOWN,
                Volume.NONE,
                null,
                false,
                0,
                new Origin("detail", 0, time, new byte[] {1}));
    }

    static SessionRecord ofFormat(String format, SessionRecord one) {
        return new SessionRecord(
                one.event(),
                format,
                one.element(),
                one.session(),
                one.key(),
                one.timeMillis(),
                one.startMillis(),
                one.seconds(),
                one.bearer(),
                one.volume(),
                one.sgsn(),
                one.bills(),
                one.shard(),
                one.origin());
    }

    static Cell cell(long eci) {
        return Cell.of4g5g(38700, eci, Absent.NUMBER);
    }

    static Volume total(long tx, long rx) {
        return new Volume(Volume.Kind.TOTAL, tx, rx);
    }

    /** The lower 32 bits of counters, from an element that does not say how often they wrapped. */
    static Volume low(long tx, long rx) {
        return new Volume(Volume.Kind.TOTAL_32_BITS, tx & 0xFFFF_FFFFL, rx & 0xFFFF_FFFFL);
    }
}
