package io.datastreamer.job.element;

import io.datastreamer.job.element.cdr.BerCursor;
import io.datastreamer.job.element.cdr.CdrMember;
import io.datastreamer.job.element.cdr.CdrRecord;
import io.datastreamer.job.reject.MalformedRecord;

/** Adds up the volumes in the containers of a record. Not thread-safe. */
final class CdrVolumes {
    // 10^15, as for billing records: more is no volume of a SIM
    static final long MAX_VOLUME = 1_000_000_000_000_000L;

    private static final int TRAFFIC_UPLINK = 3;
    private static final int TRAFFIC_DOWNLINK = 4;
    private static final int SERVICE_UPLINK = 12;
    private static final int SERVICE_DOWNLINK = 13;

    private final BerCursor containers = new BerCursor();
    private final BerCursor parts = new BerCursor();
    private long uplink;
    private long downlink;

    /**
     * Adds up the containers of a bearer. If both lists exist they count the same octets (TS 32.298, clause
     * 5.1.2.2.25): only that of traffic is taken.
     */
    void addUp(CdrRecord record) throws MalformedRecord {
        uplink = 0;
        downlink = 0;
        if (!add(record, CdrMember.TRAFFIC_VOLUMES, TRAFFIC_UPLINK, TRAFFIC_DOWNLINK)) {
            add(record, CdrMember.SERVICE_DATA, SERVICE_UPLINK, SERVICE_DOWNLINK);
        }
    }

    long uplink() {
        return uplink;
    }

    long downlink() {
        return downlink;
    }

    private boolean add(CdrRecord record, CdrMember list, int up, int down) throws MalformedRecord {
        if (!record.has(list)) {
            return false;
        }
        byte[] octets = record.octets();
        boolean any = false;
        containers.over(octets, record.start(list), record.stop(list));
        while (containers.next()) {
            any = true;
            parts.over(octets, containers.start(), containers.stop());
            while (parts.next()) {
                if (parts.tag() == up) {
                    uplink = sum(uplink, CdrRecord.number(octets, parts.start(), parts.stop()), list);
                } else if (parts.tag() == down) {
                    downlink = sum(downlink, CdrRecord.number(octets, parts.start(), parts.stop()), list);
                }
            }
        }
        return any;
    }

    /**
     * The sum of two volumes.
     *
     * @param more -1 if it is no number
     * @param list the member, for messages
     */
    static long sum(long volume, long more, CdrMember list) throws MalformedRecord {
        if (more < 0 || more > MAX_VOLUME || volume + more > MAX_VOLUME) {
            throw CdrRecord.wrong(list, "a list with a volume that is none, or together above 10^15 octets");
        }
        return volume + more;
    }
}
