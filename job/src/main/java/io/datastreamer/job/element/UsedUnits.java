package io.datastreamer.job.element;

import io.datastreamer.job.element.cdr.BerCursor;
import io.datastreamer.job.element.cdr.CdrMember;
import io.datastreamer.job.element.cdr.CdrRecord;
import io.datastreamer.job.element.cdr.CdrTime;
import io.datastreamer.job.record.Absent;
import io.datastreamer.job.record.PdpContext;
import io.datastreamer.job.reject.MalformedRecord;
import java.util.Arrays;

/**
 * Reads the containers of used units of a record of 5G's charging function, in their order (3GPP TS 32.298, clause
 * 5.2.5.2, MultipleUnitUsage and UsedUnitContainer). Not thread-safe.
 */
final class UsedUnits {
    private static final int CONTAINERS = 1;
    private static final int TIME = 3;
    private static final int TOTAL = 4;
    private static final int UPLINK = 5;
    private static final int DOWNLINK = 6;
    private static final int NUMBER = 9;
    private static final int FIRST_SIZE = 8;

    private final BerCursor usages = new BerCursor();
    private final BerCursor lists = new BerCursor();
    private final BerCursor containers = new BerCursor();
    private final BerCursor parts = new BerCursor();
    private int count;
    private long[] uplinks = new long[FIRST_SIZE];
    private long[] downlinks = new long[FIRST_SIZE];
    private long[] millis = new long[FIRST_SIZE];
    private long[] numbers = new long[FIRST_SIZE];
    private long uplink;
    private long downlink;

    void read(CdrRecord record) throws MalformedRecord {
        count = 0;
        uplink = 0;
        downlink = 0;
        if (!record.has(CdrMember.USED_UNITS)) {
            return;
        }
        byte[] octets = record.octets();
        usages.over(octets, record.start(CdrMember.USED_UNITS), record.stop(CdrMember.USED_UNITS));
        while (usages.next()) {
            lists.over(octets, usages.start(), usages.stop());
            while (lists.next()) {
                if (lists.tag() == CONTAINERS) {
                    containers.over(octets, lists.start(), lists.stop());
                    while (containers.next()) {
                        container(octets);
                    }
                }
            }
        }
    }

    private void container(byte[] octets) throws MalformedRecord {
        long up = Absent.NUMBER;
        long down = Absent.NUMBER;
        long total = 0;
        long time = PdpContext.NO_TIME;
        long number = Absent.NUMBER;
        parts.over(octets, containers.start(), containers.stop());
        while (parts.next()) {
            switch (parts.tag()) {
                case TIME -> time = time(octets);
                case TOTAL -> total = volume(octets);
                case UPLINK -> up = volume(octets);
                case DOWNLINK -> down = volume(octets);
                case NUMBER -> number = CdrRecord.number(octets, parts.start(), parts.stop());
                default -> {}
            }
        }
        // nobody knows which direction the total is of: most of it is usually received
        boolean undirected = up == Absent.NUMBER && down == Absent.NUMBER;
        add(Math.max(0, up), undirected ? total : Math.max(0, down), time, number);
    }

    private long volume(byte[] octets) throws MalformedRecord {
        return CdrVolumes.sum(0, CdrRecord.number(octets, parts.start(), parts.stop()), CdrMember.USED_UNITS);
    }

    private long time(byte[] octets) throws MalformedRecord {
        long time = CdrTime.millis(octets, parts.start(), parts.stop());
        if (time == CdrTime.NONE) {
            throw CdrRecord.wrong(CdrMember.USED_UNITS, "a list with a time that is none");
        }
        return time;
    }

    private void add(long up, long down, long time, long number) throws MalformedRecord {
        uplink = CdrVolumes.sum(uplink, up, CdrMember.USED_UNITS);
        downlink = CdrVolumes.sum(downlink, down, CdrMember.USED_UNITS);
        if (count == uplinks.length) {
            uplinks = Arrays.copyOf(uplinks, 2 * count);
            downlinks = Arrays.copyOf(downlinks, 2 * count);
            millis = Arrays.copyOf(millis, 2 * count);
            numbers = Arrays.copyOf(numbers, 2 * count);
        }
        uplinks[count] = up;
        downlinks[count] = down;
        millis[count] = time;
        numbers[count] = number;
        count++;
    }

    int count() {
        return count;
    }

    /** Uplink octets of all containers. */
    long uplink() {
        return uplink;
    }

    /** Downlink octets of all containers. */
    long downlink() {
        return downlink;
    }

    /** Uplink octets of one container. */
    long uplink(int container) {
        return uplinks[container];
    }

    /** Downlink octets of one container. */
    long downlink(int container) {
        return downlinks[container];
    }

    /** When a container was closed, milliseconds since the epoch; {@link PdpContext#NO_TIME} if unknown. */
    long millis(int container) {
        return millis[container];
    }

    /** The number of a container in its record; -1 if it has none. */
    long number(int container) {
        return numbers[container];
    }
}
